/**
 * The same encounters checked twice, by other tables or for another payer: which findings and supported codes differ.
 */
import type { Finding } from '../check/finding.js';
import type { Encounter } from '../encounter/model.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Workspace } from '../workspace/workspace.js';
import { derivedClaim, lineText } from './derived-claim.js';

export interface ChangedFinding {
  readonly rule: string;
  readonly severity: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly edition?: string;
}

/** An encounter whose result differs. */
export interface EncounterChange {
  readonly file: string;
  /** 1-based, of its header. */
  readonly line: number;
  readonly date: IsoDate | null;
  readonly patient: string | null;
  readonly services: readonly string[];
  readonly added: readonly ChangedFinding[];
  readonly removed: readonly ChangedFinding[];
  /** Lines of the claim that the facts support; absent if they are the same. */
  readonly supported?: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/**
 * The encounters of a file that differ between two workspaces with the same notes.
 * @param name how the file is called
 */
export function whatChanges(
  before: Workspace,
  after: Workspace,
  uri: string,
  name: string,
): readonly EncounterChange[] {
  const others = after.encounters(uri);
  return before.encounters(uri).flatMap((encounter, i): EncounterChange[] => {
    const other = others[i];
    if (!other) return [];
    const [old, now] = [findingsOf(before, encounter), findingsOf(after, other)];
    const [oldLines, newLines] = [supportedBy(before, encounter), supportedBy(after, other)];
    const isSupportSame = oldLines.join() === newLines.join();
    const added = without(now, old);
    const removed = without(old, now);
    if (isSupportSame && added.length === 0 && removed.length === 0) return [];
    return [
      {
        file: name,
        line: lineOf(before, encounter.header),
        date: encounter.date ?? null,
        patient: encounter.patient?.value ?? null,
        services: encounter.services.map(({ value }) => value),
        added: added.map(finding => changed(after, finding)),
        removed: removed.map(finding => changed(before, finding)),
        ...(isSupportSame ? {} : { supported: { before: oldLines, after: newLines } }),
      },
    ];
  });
}

function findingsOf(workspace: Workspace, { block }: Encounter): readonly Finding[] {
  return workspace.verdict(block).findings.flatMap(finding => finding.gathered ?? [finding]);
}

function supportedBy(workspace: Workspace, { block }: Encounter): readonly string[] {
  const visit = workspace.visit(block);
  return visit ? derivedClaim(visit).supported.map(lineText) : [];
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const keys = new Set(others.map(keyOf));
  return findings.filter(finding => !keys.has(keyOf(finding)));
}

/** The edition that a message names in parentheses differs by itself. */
function keyOf({ rule, severity, at, message }: Finding): string {
  return [rule, severity, at.start, at.end, message.replace(/\([^)]*\)/g, '')].join('\0');
}

function changed(workspace: Workspace, { rule, severity, at, message, edition }: Finding): ChangedFinding {
  return { rule, severity, line: lineOf(workspace, at), message, ...(edition ? { edition } : {}) };
}

function lineOf(workspace: Workspace, at: Finding['at']): number {
  return (workspace.locate(at)?.range.start.line ?? 0) + 1;
}

/** For people: one paragraph an encounter. Nothing in it is markup. */
export function changesText(changes: readonly EncounterChange[], encounters: number, how: string): string {
  const count = `${changes.length} of ${encounters} encounter${encounters === 1 ? '' : 's'}`;
  const head = `${count} ${changes.length === 1 ? 'changes' : 'change'} ${how}${changes.length > 0 ? ':' : '.'}\n`;
  return head + changes.map(changeText).join('');
}

function changeText({ file, line, date, patient, services, added, removed, supported }: EncounterChange): string {
  const what = [date ?? 'no date', services.join('+'), patient ?? 'no patient'].filter(Boolean).join(' ');
  const finding = (sign: string, one: ChangedFinding): string =>
    `  ${sign} line ${one.line}  ${one.severity}  ${one.rule}: ${one.message}\n`;
  const claim = (codes: readonly string[]): string => codes.join(', ') || 'nothing';
  return [
    `\n${file}:${line}  ${what}\n`,
    ...removed.map(one => finding('-', one)),
    ...added.map(one => finding('+', one)),
    supported ? `  supported: ${claim(supported.before)} → ${claim(supported.after)}\n` : '',
  ].join('');
}
