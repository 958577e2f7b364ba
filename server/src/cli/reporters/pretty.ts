import type { Range } from '../../core/workspace/note-file.js';
import { LEVELS } from '../levels.js';
import type { CheckedNote, SerializedFinding } from '../serialized-finding.js';
import { painter, printable, wrap, type Paint } from '../terminal.js';
import { codeFrame } from './code-frame.js';
import type { Ending, FileProblem, Format, ReporterContext } from './reporter.js';
import { plural, shown } from './words.js';
import type { Severity } from '../../core/policy/severity.js';

/** More fixes than these are variants of one choice, and counted. */
const MAX_FIXES = 4;

/** For a person: each finding with its lines, its fixes and its source; then the totals. */
export function pretty(context: ReporterContext): Format {
  return new Pretty(context);
}

class Pretty implements Format {
  private readonly paint: Paint;
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  private readonly dates = new Set<string | null>();
  private notes = 0;
  private encounters = 0;
  private waived = 0;
  /** A note has more findings than are listed: the others are only counted. */
  private hasUnlisted = false;
  private fixable = 0;
  private repairable = 0;
  private unusable = 0;

  constructor(private readonly context: ReporterContext) {
    this.paint = painter(context.color);
  }

  open(): string {
    return '';
  }

  note(note: CheckedNote): string {
    this.notes++;
    this.encounters += note.encounters;
    for (const date of note.dates) this.dates.add(date);
    this.waived += note.waived.length;
    for (const level of LEVELS) this.counts[level] += note.unlisted?.[level] ?? 0;
    this.hasUnlisted ||= note.unlisted !== undefined;
    for (const { severity, fixes } of note.findings) {
      this.counts[severity]++;
      if (fixes.length) this.fixable++;
      if (fixes.some(({ kind }) => kind === 'repair')) this.repairable++;
    }
    return note.findings.map(finding => `${this.entry(finding).join('\n')}\n\n`).join('');
  }

  problem({ kind, severity, file, range, message }: FileProblem): string {
    if (severity === 'error') this.unusable++;
    // The command says that of every format on standard error.
    if (kind === 'unreadable-file') return '';
    return `${[this.head(severity, kind, file, range), ...this.paragraph(message)].join('\n')}\n\n`;
  }

  close({ hidden }: Ending): string {
    const { language, inForce, width } = this.context;
    const quiet = (text: string): string[] => wrap(text, width).map(line => this.paint('dim', line));
    const out = [
      `${plural(this.encounters, 'encounter')} in ${plural(this.notes, 'file')}: ${this.totals(hidden).join(', ')}`,
    ];
    if (this.fixable) out.push(...wrap(this.whatCanBeFixed(), width));
    if (this.unusable) out.push(this.paint('error', `${plural(this.unusable, 'problem')} with files`));
    if (inForce.length) out.push(...quiet(`In force: ${inForce.map(place => printable(shown(place))).join(', ')}`));
    return `${[...out, ...quiet(`Data: ${language.editions(...this.dates)}`)].join('\n')}\n`;
  }

  private totals(hidden: number): string[] {
    const { counts, paint } = this;
    const found = LEVELS.filter(level => counts[level] > 0).map(level =>
      paint(level, level === 'info' ? `${counts[level]} info` : plural(counts[level], level)),
    );
    return [
      found.length ? found.join(', ') : paint('bold', 'nothing found'),
      ...(this.waived ? [`${this.waived} waived`] : []),
      ...(hidden ? [`${hidden} of lower levels not shown`] : []),
    ];
  }

  private whatCanBeFixed(): string {
    const of = this.hasUnlisted ? ' of those listed' : '';
    const count = `${this.fixable}${of} ${this.fixable === 1 ? 'has' : 'have'} a fix`;
    return this.repairable
      ? `${count}; encounter-notes fix makes the ${plural(this.repairable, 'repair')} of form`
      : `${count}, which the editor offers, and encounter-notes fix --edits RULE`;
  }

  private entry(finding: SerializedFinding): string[] {
    const { paint } = this;
    const dim = (lines: readonly string[]): string[] => lines.map(line => paint('dim', line));
    const further = finding.fixes.length - MAX_FIXES;
    return [
      this.head(finding.severity, finding.rule, finding.file, finding.range),
      ...this.paragraph(finding.message),
      ...codeFrame(finding, paint, this.context.width),
      ...finding.fixes.slice(0, MAX_FIXES).flatMap(fix => this.labeled('fix', fix.title)),
      ...(further > 0 ? this.labeled('fix', `and ${further} more like these`) : []),
      ...(finding.unverified ? dim(this.labeled('unsure', finding.unverified)) : []),
      ...dim(this.sourcesOf(finding).flatMap(text => this.labeled('source', text))),
    ];
  }

  private sourcesOf({ sources, edition }: SerializedFinding): string[] {
    const titles = sources.map(id => this.context.language.codes.source(id).title);
    return titles.length || edition ? [[...titles, ...(edition ? [edition] : [])].join(' · ')] : [];
  }

  private head(severity: Severity, rule: string, file: string, { start }: Range): string {
    const { paint } = this;
    return (
      `${paint(severity, severity)} ${paint('bold', rule)}  ` +
      `${printable(shown(file))}:${start.line + 1}:${start.character + 1}`
    );
  }

  private paragraph(text: string): string[] {
    const { width } = this.context;
    return wrap(printable(text), width && width - 2).map(line => `  ${line}`);
  }

  /** `  fix     Bill 62369 instead of 62370`, further lines below the text. */
  private labeled(label: string, text: string): string[] {
    const { width } = this.context;
    return wrap(printable(text), width && width - 11).map(
      (line, i) => `${i === 0 ? `  ${label.padEnd(8)}` : ' '.repeat(10)} ${line}`,
    );
  }
}
