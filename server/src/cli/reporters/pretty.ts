import type { Range } from '../../core/workspace/note-file.js';
import { LEVELS } from '../levels.js';
import type { SerializedFinding } from '../serialized-finding.js';
import { painter, printable, wrap } from '../terminal.js';
import { codeFrame } from './code-frame.js';
import type { Format, ReporterContext } from './reporter.js';
import { plural, shown } from './words.js';
import type { Severity } from '../../core/policy/severity.js';

/** More fixes than these are variants of one choice, and counted. */
const MAX_FIXES = 4;

/** For a person: each finding with its lines, its fixes and its source; then the totals. */
export function pretty({ language, inForce, color, width }: ReporterContext): Format {
  const paint = painter(color);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let notes = 0,
    encounters = 0,
    waived = 0,
    fixable = 0,
    repairable = 0;
  let unusable = 0;

  const head = (severity: Severity, rule: string, file: string, { start }: Range): string =>
    `${paint(severity, severity)} ${paint('bold', rule)}  ${printable(shown(file))}:${start.line + 1}:${start.character + 1}`;
  const paragraph = (text: string): string[] => wrap(printable(text), width && width - 2).map(line => `  ${line}`);
  /** `  fix     Bill 62369 instead of 62370`, further lines below the text. */
  const labeled = (label: string, text: string): string[] =>
    wrap(printable(text), width && width - 11).map(
      (line, i) => `${i === 0 ? `  ${label.padEnd(8)}` : ' '.repeat(10)} ${line}`,
    );

  const entry = (finding: SerializedFinding): string[] => [
    head(finding.severity, finding.rule, finding.file, finding.range),
    ...paragraph(finding.message),
    ...codeFrame(finding, paint, width),
    ...finding.fixes.slice(0, MAX_FIXES).flatMap(fix => labeled('fix', fix.title)),
    ...(finding.fixes.length > MAX_FIXES
      ? labeled('fix', `and ${finding.fixes.length - MAX_FIXES} more like these`)
      : []),
    ...(finding.unverified ? labeled('unsure', finding.unverified).map(line => paint('dim', line)) : []),
    ...sourceOf(finding)
      .flatMap(text => labeled('source', text))
      .map(line => paint('dim', line)),
  ];
  const sourceOf = ({ sources, edition }: SerializedFinding): string[] => {
    const titles = sources.map(id => language.codes.source(id).title);
    return titles.length || edition ? [[...titles, ...(edition ? [edition] : [])].join(' · ')] : [];
  };

  return {
    open: () => '',
    note: note => {
      notes++;
      encounters += note.encounters;
      waived += note.waived.length;
      for (const level of LEVELS) counts[level] += note.unlisted?.[level] ?? 0;
      for (const { severity, fixes } of note.findings) {
        counts[severity]++;
        if (fixes.length) fixable++;
        if (fixes.some(({ kind }) => kind === 'repair')) repairable++;
      }
      return note.findings.map(finding => `${entry(finding).join('\n')}\n\n`).join('');
    },
    problem: ({ kind, severity, file, range, message }) => {
      if (severity === 'error') unusable++;
      // The command says that of every format on standard error.
      if (kind === 'unreadable-file') return '';
      return `${[head(severity, kind, file, range), ...paragraph(message)].join('\n')}\n\n`;
    },
    close: ({ hidden }) => {
      const quiet = (text: string): string[] => wrap(text, width).map(line => paint('dim', line));
      const found = LEVELS.filter(level => counts[level] > 0).map(level =>
        paint(level, level === 'info' ? `${counts[level]} info` : plural(counts[level], level)),
      );
      const parts = [
        found.length ? found.join(', ') : paint('bold', 'nothing found'),
        ...(waived ? [`${waived} waived`] : []),
        ...(hidden ? [`${hidden} of lower levels not shown`] : []),
      ];
      const out = [`${plural(encounters, 'encounter')} in ${plural(notes, 'file')}: ${parts.join(', ')}`];
      if (fixable)
        out.push(
          ...wrap(
            `${fixable} ${fixable === 1 ? 'has' : 'have'} a fix${repairable ? `; encounter-notes fix makes the ${plural(repairable, 'repair')} of form` : ', which the editor offers, and encounter-notes fix --edits RULE'}`,
            width,
          ),
        );
      if (unusable) out.push(paint('error', `${plural(unusable, 'problem')} with files`));
      if (inForce.length) out.push(...quiet(`In force: ${inForce.map(place => printable(shown(place))).join(', ')}`));
      return `${[...out, ...quiet(`Data: ${language.editions()}`)].join('\n')}\n`;
    },
  };
}
