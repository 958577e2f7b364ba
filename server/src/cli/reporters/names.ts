/**
 * The formats by name; kept apart from the formats themselves, which a command line that is only asked for help need
 * not load.
 */
export const FORMAT_NAMES = ['pretty', 'compact', 'sarif', 'jsonl', 'github', 'junit'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
