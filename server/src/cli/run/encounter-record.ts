import { createHash } from 'node:crypto';
import type { CheckResult } from '../../core/check/finding.js';
import { derivedClaim } from '../../core/report/derived-claim.js';
import type { Severity } from '../../core/policy/severity.js';
import type { Block } from '../../core/syntax/tree.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import type { CheckInputs } from './check-inputs.js';
import type { Group } from './batch.js';

/**
 * What a check decided on one encounter: enough to know later what was checked, by what, and with which result. Plain
 * data.
 */
export interface EncounterRecord {
  /** 1-based line of the header. */
  readonly line: number;
  readonly date: string | null;
  readonly patient: string | null;
  /** The payer profile; `national` without one. */
  readonly profile: string;
  readonly counts: Readonly<Record<Severity | 'waived', number>>;
  /** The lines of the claim that the facts support, as a coder types them: `J0475-JZ-KD x8`. */
  readonly supported: readonly string[];
  readonly billed: readonly string[];
  /** SHA-256 of the text of the encounter, and of everything else that the result depends on beside the tables. */
  readonly hash: { readonly text: string; readonly context: string };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The hash of what the encounters of a group have in common: the texts of all of them. The order of the notes has no
 * part in it, as it has none in the findings.
 */
export function groupHash({ parts }: Group): string {
  const texts = parts.map(({ pieces }) => sha256(pieces.map(({ text }) => `${text}\0`).join('')));
  return sha256(texts.sort().join(''));
}

/** @param group see {@link groupHash} */
export function encounterRecord(
  workspace: Workspace,
  inputs: CheckInputs,
  group: string,
  { block, uri, result }: { readonly block: Block; readonly uri: string; readonly result: CheckResult },
): EncounterRecord {
  const visit = workspace.visit(block)!;
  const { encounter, policy } = visit;
  const claim = derivedClaim(visit);
  const counts = { error: 0, warning: 0, info: 0, hint: 0, waived: result.waived.length };
  for (const { severity } of result.findings) counts[severity]++;
  return {
    line: workspace.locate(encounter.header)!.range.start.line + 1,
    date: encounter.date ?? null,
    patient: encounter.patient?.value ?? null,
    profile: policy.id,
    counts,
    supported: claim.supported.map(typed),
    billed: claim.billed.map(line => `${line.unsure ? '? ' : ''}${typed(line)}`),
    hash: { text: sha256(block.text), context: sha256(`${group}\0${inputs.fingerprintOf(uri)}`) },
  };
}

function typed(line: {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number | undefined;
}): string {
  return `${[line.code, ...line.modifiers].join('-')} x${line.units ?? '?'}`;
}
