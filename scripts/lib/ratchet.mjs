// A list of what is older than a rule: file → count. It only shrinks, so that the rule holds for everything that is
// new.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Rule → file → how often the file breaks the rule. */
const readAllowed = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/**
 * What differs from the list, one sentence each: more than is allowed, and entries that are no longer needed.
 *
 * @param allowed rule → file → count
 * @param actual the same, counted now
 */
export function problemsOf(allowed, actual) {
  const rules = [...new Set([...Object.keys(allowed), ...Object.keys(actual)])].sort();
  return rules.flatMap(rule => {
    const files = [...new Set([...Object.keys(allowed[rule] ?? {}), ...Object.keys(actual[rule] ?? {})])].sort();
    return files.flatMap(file => {
      const may = allowed[rule]?.[file] ?? 0;
      const does = actual[rule]?.[file] ?? 0;
      if (does > may) return [`${file}: ${rule}: ${does} found, ${may} allowed`];
      return does < may ? [`${file}: ${rule}: ${does} found, so the ${may} allowed are too many (--update)`] : [];
    });
  });
}

/** Whether a rule is broken more often than the list allows in all files together; files may be renamed. */
export const grows = (allowed, actual) =>
  Object.keys(actual).filter(rule => total(actual[rule]) > total(allowed[rule]));

const total = (counts = {}) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * Compares with the list and prints what differs; with `--update` writes the list again unless it would grow.
 *
 * @returns whether all is well
 */
export function holdRatchet(root, name, actual, argv = process.argv) {
  const file = path.join(root, name);
  const allowed = readAllowed(file);
  const growing = existsSync(file) ? grows(allowed, actual) : [];
  if (argv.includes('--update') && growing.length === 0) {
    writeFileSync(file, `${JSON.stringify(sorted(actual), undefined, 2)}\n`);
    return true;
  }
  if (argv.includes('--update')) console.error(`${name} may only shrink: ${growing.join(', ')}`);
  const problems = problemsOf(allowed, actual);
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

function sorted(counts) {
  const entries = Object.entries(counts)
    .filter(([, value]) => typeof value === 'number' || Object.keys(value).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'number' ? value : sorted(value)]));
}
