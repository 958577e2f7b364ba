import type { Severity } from '../../core/rules/rule.js';
import type { LocatedFinding } from '../located.js';
import type { Format, Printing } from './format.js';
import { plural, shown } from './names.js';

type Style = Severity | 'dim' | 'bold';
const COLOURS: Readonly<Record<Style, string>> = { error: '31', warning: '33', info: '36', hint: '35', dim: '2', bold: '1' };

/** For a person: each finding with its line, the evidence lines, the source, and the names of its fixes; then the totals. */
export function pretty({ language, faults, profileFolders, colour }: Printing): Format {
  const paint = (style: Style, text: string): string => (colour ? `\x1b[${COLOURS[style]}m${text}\x1b[0m` : text);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let notes = 0, encounters = 0, waived = 0;

  const entry = (finding: LocatedFinding): string[] => {
    const { start } = finding.range;
    const out = [
      `${paint(finding.severity, finding.severity)} ${paint('bold', finding.rule)}  ${shown(finding.file)}:${start.line + 1}:${start.character + 1}`,
      `  ${finding.message}`,
      ...frame(finding).map((line) => paint('dim', line)),
    ];
    for (const evidence of finding.evidence) {
      const line = evidence.range.start.line + 1;
      const where = evidence.file === finding.file ? `line ${line}` : `${shown(evidence.file)}:${line}`;
      out.push(paint('dim', `  ${where}: ${evidence.line.text}  (${evidence.text})`));
    }
    if (finding.unverified) out.push(paint('dim', `  unverified: ${finding.unverified}`));
    const sources = finding.sources.map((id) => language.codes.source(id).title);
    if (sources.length || finding.edition) out.push(paint('dim', `  source: ${[...sources, ...(finding.edition ? [finding.edition] : [])].join(' · ')}`));
    for (const fix of finding.fixes) out.push(`  fix: ${fix.title}`);
    return out;
  };

  return {
    open: () => faults.map(({ path: file, range, message }) =>
      `${paint('error', 'error')} ${paint('bold', 'payer-profile')}  ${shown(file)}:${range.start.line + 1}:${range.start.character + 1}\n  ${message}\n\n`).join(''),
    note: (note) => {
      notes++;
      encounters += note.encounters;
      waived += note.waived.length;
      for (const { severity } of note.findings) counts[severity]++;
      return note.findings.map((finding) => `${entry(finding).join('\n')}\n\n`).join('');
    },
    close: () => {
      const parts = (['error', 'warning', 'info', 'hint'] as const).map((s) => `${counts[s]} ${s}${counts[s] === 1 || s === 'info' ? '' : 's'}`);
      const out = [`${plural(encounters, 'encounter')} in ${plural(notes, 'file')}: ${parts.join(', ')}${waived ? `, ${waived} waived` : ''}`];
      if (faults.length) out.push(`${plural(new Set(faults.map((fault) => fault.path)).size, 'payer profile')} cannot be used`);
      if (profileFolders.length) out.push(paint('dim', `Payer profiles: ${profileFolders.map(shown).join(', ')}`));
      out.push(paint('dim', `Data: ${language.editions()}`));
      return `${out.join('\n')}\n`;
    },
  };
}

/** The line of the finding with what is meant underlined. */
function frame({ range: { start, end }, line: { text, from } }: LocatedFinding): string[] {
  const gutter = `  ${start.line + 1} | `;
  const before = start.character - from;
  const width = Math.max(1, (end.line === start.line ? Math.min(end.character - from, text.length) : text.length) - before);
  return [`${gutter}${text}`, `${' '.repeat(gutter.length)}${text.slice(0, before).replace(/[^\t]/g, ' ')}${'^'.repeat(width)}`];
}
