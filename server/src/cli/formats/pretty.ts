import path from 'node:path';
import type { Finding } from '../../core/finding.js';
import type { Severity } from '../../core/rules/rule.js';
import type { CheckedFile, Result } from './formats.js';

const COLOURS: Readonly<Record<Severity | 'dim' | 'bold', string>> = { error: '31', warning: '33', info: '36', hint: '35', dim: '2', bold: '1' };

/** For a person: each finding with its line, the evidence lines, the source, and the names of its fixes; then the totals. */
export function pretty(result: Result): string {
  const paint = (style: Severity | 'dim' | 'bold', text: string): string => (result.colour ? `\x1b[${COLOURS[style]}m${text}\x1b[0m` : text);
  const out: string[] = [];
  for (const { path: file, range, message } of result.profiles.faults) {
    out.push(`${paint('error', 'error')} ${paint('bold', 'payer-profile')}  ${shown(file)}:${range.start.line + 1}:${range.start.character + 1}`, `  ${message}`, '');
  }
  for (const file of result.files) for (const finding of file.findings) out.push(...entry(result, file, finding, paint), '');
  const all = result.files.flatMap((file) => file.findings);
  const waived = result.files.reduce((n, file) => n + file.waived.length, 0);
  const count = (severity: Severity): number => all.filter((f) => f.severity === severity).length;
  const notes = result.files.reduce((n, file) => n + result.workspace.encounters(file.uri).length, 0);
  const parts = (['error', 'warning', 'info', 'hint'] as const).map((s) => `${count(s)} ${s}${count(s) === 1 || s === 'info' ? '' : 's'}`);
  out.push(`${plural(notes, 'encounter')} in ${plural(result.files.length, 'file')}: ${parts.join(', ')}${waived ? `, ${waived} waived` : ''}`);
  const { faults, folders } = result.profiles;
  if (faults.length) out.push(`${plural(new Set(faults.map((fault) => fault.path)).size, 'payer profile')} cannot be used`);
  if (folders.length) out.push(paint('dim', `Payer profiles: ${folders.map(shown).join(', ')}`));
  out.push(paint('dim', `Data: ${result.language.editions()}`));
  return `${out.join('\n')}\n`;
}

function entry(result: Result, file: CheckedFile, finding: Finding, paint: (style: Severity | 'dim' | 'bold', text: string) => string): string[] {
  const { workspace, language } = result;
  const at = workspace.locate(finding.at)!;
  const line = at.range.start.line + 1;
  const out = [
    `${paint(finding.severity, finding.severity)} ${paint('bold', finding.rule)}  ${shown(file.path)}:${line}:${at.range.start.character + 1}`,
    `  ${finding.message}`,
    ...frame(finding, line).map((l) => paint('dim', l)),
  ];
  for (const evidence of finding.evidence) {
    const location = workspace.locate(evidence.at);
    if (!location) continue;
    const where = location.uri === file.uri ? `line ${location.range.start.line + 1}` : `${location.uri.split('/').pop()}:${location.range.start.line + 1}`;
    out.push(paint('dim', `  ${where}: ${lineText(evidence.at)}  (${evidence.text})`));
  }
  if (finding.unverified) out.push(paint('dim', `  unverified: ${finding.unverified}`));
  const sources = finding.sources.map((id) => language.codes.source(id).title);
  if (sources.length || finding.edition) out.push(paint('dim', `  source: ${[...sources, ...(finding.edition ? [finding.edition] : [])].join(' · ')}`));
  for (const fix of finding.fixes) out.push(`  fix: ${fix.title}`);
  return out;
}

/** The line of the finding with what is meant underlined. */
function frame(finding: Finding, line: number): string[] {
  const { block, start, end } = finding.at;
  const from = lineStart(block.text, start);
  const text = lineText(finding.at);
  const gutter = `  ${line} | `;
  const width = Math.max(1, Math.min(end, from + text.length) - start);
  return [`${gutter}${text}`, `${' '.repeat(gutter.length)}${text.slice(0, start - from).replace(/[^\t]/g, ' ')}${'^'.repeat(width)}`];
}

function lineText(place: Finding['at']): string {
  const { text } = place.block;
  const from = lineStart(text, place.start);
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.slice(from) : text.slice(from, from + end);
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** A path as somebody in the working folder would type it. */
function shown(file: string): string {
  return path.relative(process.cwd(), file) || file;
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
