import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from 'diff';

/**
 * Of two texts that differ in more lines than this, all lines are replaced: finding the fewest changes would take too
 * long.
 */
const MAX_EDIT_LENGTH = 4000;

/**
 * The changes between two texts as `patch` and `git apply` read them; empty if there are none.
 * @param name the file, with forward slashes
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const names = [`a/${name}`, `b/${name}`] as const;
  const options = { context: 3, maxEditLength: MAX_EDIT_LENGTH };
  const patch = structuredPatch(...names, before, after, undefined, undefined, options) ?? {
    ...replaceAll(before, after),
    oldFileName: names[0],
    newFileName: names[1],
  };
  const text = formatPatch(patch, FILE_HEADERS_ONLY);
  const end = text.indexOf('\n@@');
  // A tab ends a name that contains a blank; without one, GNU patch takes the blank as its end.
  return text.slice(0, end).replace(/^[^"\n]{4}[^"\n]* [^"\n]*$/gm, '$&\t') + text.slice(end);
}

function replaceAll(before: string, after: string): Pick<StructuredPatch, 'hunks' | 'oldHeader' | 'newHeader'> {
  const removed = linesOf(before),
    added = linesOf(after);
  const print = (sign: string, lines: readonly string[]): string[] =>
    lines.flatMap(line =>
      line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
    );
  return {
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [
      {
        oldStart: 1,
        oldLines: removed.length,
        newStart: 1,
        newLines: added.length,
        lines: [...print('-', removed), ...print('+', added)],
      },
    ],
  };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}
