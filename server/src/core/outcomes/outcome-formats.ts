export const OUTCOME_FORMATS = ['text', 'csv', 'json'] as const;
export type OutcomeFormat = (typeof OUTCOME_FORMATS)[number];
