import { parseSpec, type Case, type ExampleOf, type Expected, type ExpectedFix } from './literate';

/** What a rule finds in the notes of a case today. */
export interface Actual {
  readonly findings: readonly ActualFinding[];
  /** The outcome that the report lists, for the encounter at this 1-based line or the last one. */
  outcomeOf(line: number | undefined): string | undefined;
}

export interface ActualFinding {
  readonly file: string;
  /** 1-based line of the note. */
  readonly line: number;
  readonly severity: string;
  /** The underlined text. */
  readonly text: string;
  readonly message: string;
  /** 1-based lines of the evidence, ascending. */
  readonly cited: readonly number[];
  readonly fixes: readonly { readonly title: string; readonly after: string }[];
}

/** An expected message is cut at a word before this column. */
const MAX_WORDS_LENGTH = 80;

/**
 * Rewrites what a specification expects to what the rules find now. Titles, notes and prose stay as they are, and so do
 * the words of a message that still contains them. A fix whose finding is gone stays too: its test fails, since a lost
 * fix is a decision.
 */
export function updateSpec(text: string, actualOf: (spec: Case) => Actual, exampleOf?: ExampleOf): string {
  const lines: (string | undefined)[] = text.split('\n');
  const inserted = new Map<number, string[]>();
  for (const spec of parseSpec(text, 'specification', exampleOf)) updateCase(spec, actualOf(spec), lines, inserted);
  return lines.flatMap((line, i) => [...(line === undefined ? [] : [line]), ...(inserted.get(i) ?? [])]).join('\n');
}

function updateCase(spec: Case, actual: Actual, lines: (string | undefined)[], inserted: Map<number, string[]>): void {
  const bullets = actual.findings.map((finding, i) => bullet(finding, wordsFor(finding, spec.expected, i)));
  for (const { at } of spec.expected) lines[at] = undefined;
  inserted.set(spec.expected[0]?.at ?? spec.notesEndAt, bullets);

  updateOutcomes(spec, actual, lines);
  updateEvidence(spec, actual, lines);
  updateOffers(spec, actual, lines);

  const taken = new Set<unknown>();
  for (const fix of spec.fixes) updateFix(fix, actual.findings[fix.finding], { taken, lines, inserted });
}

function updateOutcomes(spec: Case, actual: Actual, lines: (string | undefined)[]): void {
  for (const { line, at } of spec.outcomes) {
    const outcome = actual.outcomeOf(line);
    if (outcome) lines[at] = `- outcome${line === undefined ? '' : ` of line ${line}`}: ${outcome}`;
  }
}

function updateEvidence(spec: Case, actual: Actual, lines: (string | undefined)[]): void {
  const cited = actual.findings[0]?.cited ?? [];
  for (const at of spec.citedAt)
    lines[at] = cited.length ? `- evidence: line${cited.length > 1 ? 's' : ''} ${cited.join(', ')}` : undefined;
}

function updateOffers(spec: Case, actual: Actual, lines: (string | undefined)[]): void {
  const offered = new Set(actual.findings.map(({ fixes }) => fixes.length));
  for (const at of spec.offersAt)
    if (offered.size === 1 && (offered.has(0) || offered.has(1))) lines[at] = offered.has(1) ? '- one fix' : '- no fix';
}

/** The specification while it is written again. */
interface Update {
  /** Offers that another fix of the case has taken. */
  readonly taken: Set<unknown>;
  /** Undefined: the line goes. */
  readonly lines: (string | undefined)[];
  readonly inserted: Map<number, string[]>;
}

function updateFix(fix: ExpectedFix, finding: ActualFinding | undefined, { taken, lines, inserted }: Update): void {
  const free = finding?.fixes.filter(offered => !taken.has(offered)) ?? [];
  const offered =
    free.find(({ title }) => title === fix.title) ?? free.find(({ after }) => after === fix.after) ?? free[0];
  if (!offered) return;
  taken.add(offered);
  lines[fix.at] = `Fix${fix.finding === 0 ? '' : ` ${fix.finding + 1}`}: ${offered.title}`;
  if (offered.after === fix.after) return;
  const [opening, closing] = fix.fences;
  lines[opening] = '```encounter';
  for (let i = opening + 1; i < closing; i++) lines[i] = undefined;
  inserted.set(opening, offered.after.replace(/\n$/, '').split('\n'));
}

function bullet({ file, line, severity, text }: ActualFinding, words: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  const where = file === 'note.encounter' ? '' : `${file} `;
  return `- ${where}line ${line} · ${severity} · ${fence}${text}${fence}${words ? ` · ${words}` : ''}`;
}

/** The expected words if the message still contains them, else the beginning of the message. */
function wordsFor(finding: ActualFinding, expected: readonly Expected[], index: number): string {
  const same = expected.find(({ file, line, text }) => {
    return file === finding.file && line === finding.line && text === finding.text;
  });
  const kept = [same, expected[index]].find(one => one && finding.message.includes(one.words));
  return kept ? kept.words : beginning(finding.message);
}

function beginning(message: string): string {
  const clause = /^.*?(?=[;.]\s|[;.]$|$)/u.exec(message)![0];
  if (clause.length <= MAX_WORDS_LENGTH) return clause;
  return clause.slice(0, clause.lastIndexOf(' ', MAX_WORDS_LENGTH));
}
