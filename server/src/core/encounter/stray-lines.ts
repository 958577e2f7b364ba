/** Lines that are neither a field nor a code: one finding for each block of them, regardless of its length. */
import { asDefaultKey, asKey, DEFAULT_KEYS, KEYS } from '../syntax/vocabulary.js';
import type { Block, FieldLine, TextLine } from '../syntax/tree.js';
import { nearestWord } from '../text/nearest-word.js';
import type { Reader } from './reader.js';

type StrayLine = TextLine | FieldLine;

/** So many lines make a block in which unknown keys are those of a pasted chart, and not slips of ours. */
const PASTED = 3;
/** In a block of so many lines nothing is read as a slip of ours. */
const LONG = 10;

/**
 * Reports the lines of a block that the language does not know.
 * @returns lines with unknown keys that are part of a pasted text: they are narrative, as if it were fenced
 */
export function reportStrayLines(reader: Reader, block: Block, inEncounter: boolean): readonly FieldLine[] {
  let run: StrayLine[] = [];
  const narrative: FieldLine[] = [];
  const end = (): void => {
    if (run.length) narrative.push(...reportRun(reader, block, run, inEncounter));
    run = [];
  };
  for (const line of block.lines) {
    if (line.kind === 'blank') continue;
    if (line.kind === 'stray' || (line.kind === 'field' && !isKnownKey(line, inEncounter))) run.push(line);
    else end();
  }
  end();
  return narrative;
}

function isKnownKey(line: FieldLine, inEncounter: boolean): boolean {
  return (inEncounter ? asKey(line.key.text) : asDefaultKey(line.key.text)) !== undefined;
}

function reportRun(
  reader: Reader,
  block: Block,
  run: readonly StrayLine[],
  inEncounter: boolean,
): readonly FieldLine[] {
  const pasted: StrayLine[] = [];
  for (const line of run) {
    if (run.length < LONG && isSlip(line, inEncounter)) reportAlone(reader, line, inEncounter);
    else pasted.push(line);
  }
  const strays = pasted.filter(({ kind }) => kind === 'stray').length;
  const isBlock =
    pasted.length >= PASTED ? strays > 0 || pasted.length > PASTED : pasted.length > 1 && strays === pasted.length;
  if (!isBlock) {
    for (const line of pasted) reportAlone(reader, line, inEncounter);
    return [];
  }
  reportBlock(reader, block, pasted);
  return pasted.filter(line => line.kind === 'field');
}

/** A key of ours with a typing error, without its colon, or in the wrong place. */
function isSlip(line: StrayLine, inEncounter: boolean): boolean {
  if (line.kind !== 'field') return keyWithoutColon(line.text.text) !== undefined;
  const name = line.key.text;
  return nearKey(name, inEncounter) !== undefined || (inEncounter ? asDefaultKey(name) : asKey(name)) !== undefined;
}

function nearKey(name: string, inEncounter: boolean): string | undefined {
  const keys: readonly string[] = inEncounter ? KEYS : DEFAULT_KEYS;
  return name.length >= 4 ? nearestWord(name, keys) : undefined;
}

function reportAlone(reader: Reader, line: StrayLine, inEncounter: boolean): void {
  if (line.kind === 'field') reportUnknownKey(reader, line, inEncounter);
  else reportLine(reader, line, inEncounter);
}

function reportUnknownKey(reader: Reader, line: FieldLine, inEncounter: boolean): void {
  const name = line.key.text;
  const elsewhere = inEncounter ? asDefaultKey(name) : asKey(name);
  const near = elsewhere ? undefined : nearKey(name, inEncounter);
  const fixes = near ? [reader.fix('edit', `Write ${near}:`, line.key, near)] : [];
  reader.problem('unknown-field', line.key, unknownKeyMessage(name, inEncounter, elsewhere, near), fixes);
  const meant = near && asKey(near);
  if (inEncounter && meant) reader.undecided(meant, line.key);
}

function unknownKeyMessage(
  name: string,
  inEncounter: boolean,
  elsewhere: string | undefined,
  near: string | undefined,
): string {
  if (near) return `Write ${near}: instead of “${name}:”, which isn’t a field here.`;
  if (!elsewhere) return `“${name}:” isn’t a field here; line ignored.`;
  if (!inEncounter) return `Move “${name}:” below a header: it belongs to an encounter.`;
  const isTag = elsewhere === 'payer' || elsewhere === 'place';
  return `Move “${name}:” up: it belongs before the first encounter${isTag ? ' (here it is a tag of the header)' : ''}.`;
}

function reportBlock(reader: Reader, block: Block, lines: readonly StrayLine[]): void {
  const first = lines[0]!,
    last = lines.at(-1)!;
  const { text } = block;
  const start = first.start + text.slice(first.start, first.end).search(/\S/);
  const br = first.next > first.end ? text.slice(first.end, first.next) : '\n';
  const fence = {
    kind: lines.some(looksLikeData) ? ('edit' as const) : ('repair' as const),
    title: `Fence these ${lines.length} lines as narrative (""")`,
    edits: [
      { at: reader.place({ start: first.start, end: first.start }), text: `"""${br}` },
      { at: reader.place({ start: last.end, end: last.end }), text: `${br}"""` },
    ],
  };
  reader.problem(
    'unknown-line',
    { start, end: first.end },
    // Only the first line is marked: a mark under thirty lines tells no more.
    `Fence these ${lines.length} lines, or read them into fields: they are not note fields.`,
    [fence],
  );
}

/** A line that looks like a key or a code is for the coder to sort out: a bar or a fence would hide the slip. */
function looksLikeData(line: StrayLine): boolean {
  if (line.kind === 'field') return false;
  const { text } = line.text;
  return /^[A-Za-z][A-Za-z0-9-]*\s*:/.test(text) || /^\??\s*[A-Za-z]?\d{4,5}\b/.test(text);
}

function reportLine(reader: Reader, line: TextLine, inEncounter: boolean): void {
  const { text, start } = line.text;
  const key = keyWithoutColon(text);
  if (key) {
    const at = { start, end: start + key.length };
    reader.problem(
      'unknown-line',
      line.text,
      text[key.length - 1] === ':'
        ? `Remove the space before the colon of “${key.name}:”; until then the line is narrative.`
        : `Put a colon after “${key.name}”; until then the line is narrative.`,
      [reader.fix('edit', `Write ${key.name}:`, at, `${key.name}:`)],
    );
    const meant = asKey(key.name);
    if (inEncounter && meant) reader.undecided(meant, at);
    return;
  }
  const isData = /^[A-Za-z][A-Za-z0-9-]*\s*:/.test(text) || /^\??\s*[A-Za-z]?\d{3,}/.test(text);
  const fixes = isData ? [] : [reader.fix('repair', 'Mark the line as narrative (|)', { start, end: start }, '| ')];
  reader.problem('unknown-line', line.text, 'Not recognized; kept as narrative.', fixes);
}

/**
 * A key of ours at the start of a stray line: before a blank and a colon (`pump : …`), or in lower case before what
 * reads as items (`pump SynchroMed II, 40 mL`).
 */
function keyWithoutColon(text: string): { name: string; length: number } | undefined {
  const word = /^[A-Za-z]+/.exec(text)?.[0] ?? '';
  const name = asKey(word);
  if (!name) return undefined;
  const colon = /^\s+:/.exec(text.slice(word.length));
  if (colon) return { name, length: word.length + colon[0].length };
  const rest = text.slice(word.length);
  return word === name && /^\s/.test(rest) && /[\d,]/.test(rest) ? { name, length: word.length } : undefined;
}
