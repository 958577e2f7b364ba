import type { Span } from '../../syntax/tree.js';
import type { Chart, Reading } from '../chart.js';
import { clauseAt, isDenied, notOfThisVisit } from '../guards.js';
import type { Segment } from '../segments.js';
import type { ProposedCode } from '../types.js';

const DIAGNOSIS = /(?<![\w.-])([a-tv-z]\d[0-9a-z])(?:(?:\.| (?:point|dot) )([0-9a-z]{1,4}))?(?![\w]|\.\d|-\d)/g;
const DIAGNOSIS_PLAIN = /(?<![\w.-])([a-tv-z]\d[0-9a-z])([0-9a-z]{0,4})(?![\w.-])/g;
const DIAGNOSIS_LABEL = /\b(?:dx|diag\w*|icd(?:-?10)?(?:-cm)?|assessment|impression|codes?)\b/;

/** `dx:`, the diagnoses whose codes the source states. */
export function readDiagnoses(chart: Chart): Reading[] {
  if (chart.kind === 'phone') return [];
  const found: Reading[] = [];
  for (const segment of chart.segments) {
    const labeled = DIAGNOSIS_LABEL.test(`${segment.label} ${segment.heading}`) || DIAGNOSIS_LABEL.test(segment.text);
    for (const match of segment.text.matchAll(DIAGNOSIS))
      if (labeled || match[2] !== undefined) add(segment, match, labeled);
    if (labeled) for (const match of segment.text.matchAll(DIAGNOSIS_PLAIN)) if (match[2]) add(segment, match, false);
  }
  return found.sort((a, b) => a.start - b.start);

  function add(segment: Segment, match: RegExpExecArray, named: boolean): void {
    const code = (match[1]! + (match[2] ? `.${match[2]}` : '')).toUpperCase();
    const start = segment.start + match.index;
    const dotted = match[2] !== undefined && /\.| /.test(match[0]);
    const repaired = dotted ? repairedDiagnosis(chart, code) : undefined;
    if (!(named && dotted) && !repaired && !isDiagnosis(chart, code, dotted)) return;
    if (
      segment.section === 'aside' ||
      /\b(?:rule out|r\/o|ruled out|lot|serial|model|s\/n|suspected|possible|probable|likely|questionable)\b[^,;]{0,20}$/.test(
        segment.text.slice(0, match.index),
      ) ||
      NOT_CODED.test(segment.text.slice(match.index + match[0].length))
    )
      return;
    const item = repaired ?? code;
    if (!found.some(one => one.item === item))
      found.push({
        key: 'dx',
        item,
        start,
        end: start + match[0].length,
        weak: repaired !== undefined || isAsked(segment, match),
      });
  }
}

/** `T85.695A?`: who writes it does not know. */
function isAsked({ text }: Segment, match: RegExpExecArray): boolean {
  return /^ ?\?/.test(text.slice(match.index + match[0].length));
}

/** Behind a code: it is no diagnosis of this visit. */
const NOT_CODED =
  /^ ?: no\b|^[^;.]{0,30}?\b(?:suspected|not coded|withdrawn|struck|crossed out|possible|probable|questionable|ruled out|r\/o|resolved|rule out|not confirmed)\b/;

/** `Z45.1` of `Z45.l`, as a scan may read it: a code of the table where the code as written is none. */
function repairedDiagnosis(chart: Chart, code: string): string | undefined {
  const codes = chart.codes.on(chart.date ?? undefined);
  const [first, rest] = [code[0]!, code.slice(1)];
  const digits = rest.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (digits === rest || codes.diagnosis(code)) return undefined;
  return codes.diagnosis(first + digits) ? first + digits : undefined;
}

/** A code with its dot is one by its shape; one without has to be in the table. */
function isDiagnosis(chart: Chart, code: string, dotted: boolean): boolean {
  const codes = chart.codes.on(chart.date ?? undefined);
  if (codes.diagnosis(code)) return true;
  return dotted && codes.nearestCodes(code, 'diagnosis').length > 0;
}

const CODE =
  /(?<![\w.$#/-])(\d{5}|\d{4}[aftmu]|[a-v]\d{4})((?:[- ]?-[ ]?(?:[a-z]\d|\d[a-z]|[a-z]{2}|\d{2})(?![\w]))*)(?:[ ]?(?:x|qty|units?)[ :]?(\d{1,4})(?![\d/]))?(?![\w]|[./-]\d)/g;
const CODE_CUE =
  /\b(?:cpt|hcpcs|charges?|charged|codes?|coded|billed?|billing|bill|procedure codes?|procedures performed|charge (?:sheet|ticket)|superbill|fee|procedure orders?|e\/m|level of service)\b/;
const MODIFIER_OF = /^ ?(?:mod(?:ifier)?s?\.? ?)?((?:[ ,]*(?:25|59|kd|jz|jw|26|52|53|76|77))+)\b/;

/** Behind a code: it was taken back. `J7999-KD?? - no: drug billed by pharmacy` */
const WITHDRAWN =
  /^(?: ?(?:mod\w*\.? )?-?(?:25|59|kd|jz|jw))?[ ?)]*[-\u2013\u2014:;,(]{0,2} ?(?:no\b(?! (?:mod|auth|unit|charge|pre))|not\b|nope|withdrawn|void(?:ed)?\b|deleted|removed|cancell?ed|struck|crossed out|n\/a|scratch|strike|do not|don't|taken (?:back|off|out))/;

/** Code lines that the source states. */
export function readCodes(chart: Chart): ProposedCode[] {
  if (chart.kind === 'phone') return [];
  const found: ProposedCode[] = [];
  for (const segment of chart.segments) {
    const cue = CODE_CUE.test(`${segment.label} ${segment.text} ${segment.heading}`);
    for (const match of segment.text.matchAll(CODE)) {
      const start = segment.start + match.index;
      const code = match[1]!.toUpperCase();
      const alone = segment.text.replaceAll(CODE, '').replaceAll(/[\s,;&+]/g, '') === '';
      const isTick = isTicked(chart, start);
      const behind = start + match[0].length;
      const isListed = inParentheses(chart, start, behind) && PROCEDURES.test(`${segment.label}\n${segment.heading}`);
      if (!(cue || alone || isTick || isListed) || !isBilled(chart, segment, code, { start, end: behind })) continue;
      const after = segment.text.slice(behind - segment.start);
      const units = match[3] ?? (isTick ? unitsBeside(chart, start) : undefined);
      const line = lineOf(code, `${match[2]} ${MODIFIER_OF.exec(after)?.[1] ?? ''}`, units);
      if (!found.some(one => one.line === line))
        found.push({ line, start, end: start + match[0].length, sure: !/^ ?\?/.test(after) });
    }
  }
  return found;
}

/** `Operation: implantation of the pump (62362)` */
const PROCEDURES = /^(?:procedures?|operations?)(?: performed)?$/m;

function inParentheses({ text }: Chart, start: number, end: number): boolean {
  return text[start - 1] === '(' && /^ ?[),;]/.test(text.slice(end, end + 2));
}

/** Whether it is a code on the day of the visit, and one of this visit that is not taken back. */
function isBilled(chart: Chart, segment: Segment, code: string, { start, end }: Span): boolean {
  return (
    chart.codes.on(chart.date ?? undefined).procedure(code) !== undefined &&
    !isOther(chart, segment, start) &&
    !WITHDRAWN.test(chart.text.slice(end).split('\n')[0]!)
  );
}

function lineOf(code: string, modifiers: string, units: string | undefined): string {
  const all = [...modifiers.matchAll(/[a-z0-9]{2}/g)].map(one => `-${one[0].toUpperCase()}`).join('');
  return `${code}${all}${units && units !== '1' ? ` x${units}` : ''}`;
}

/** A box right before a code that is ticked. */
function isTicked({ source }: Chart, start: number): boolean {
  return /(?:\[ ?x ?\]|\(x\)|[\u2611\u2612\u2713\u2714]) {0,3}$/i.test(source.slice(Math.max(0, start - 8), start));
}

/** `J2274 morphine 10 mg  x 40`: the units at the end of the words of a form, before its next box. */
function unitsBeside({ source }: Chart, start: number): string | undefined {
  const words = source.slice(start, start + MAX_FORM_CELL).split(/\n|\[|[\u2610-\u2612]/)[0]!;
  return /(?:^| )x ?(\d{1,4})\s*$/i.exec(words)?.[1];
}

const MAX_FORM_CELL = 80;

function isOther(chart: Chart, segment: Segment, start: number): boolean {
  const clause = clauseAt(segment, start);
  return (
    isDenied(segment, start) ||
    notOfThisVisit(segment, start, chart.date) !== undefined ||
    /\b(?:instead of|last|denied|authoriz|auth)\b/.test(clause)
  );
}
