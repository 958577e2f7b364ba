import type { Finding } from '../check/finding.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Workspace } from '../workspace/workspace.js';
import { exportedClaim, type ExportedClaim } from './exported-claim.js';

/** Something about an export that a person has to know, and its place in the notes. */
export interface ExportRemark {
  readonly at: SourceRange;
  readonly text: string;
}

export interface ClaimSelection {
  /** In the order of the notes. */
  readonly claims: readonly ExportedClaim[];
  /** Errors that the notes still have: they hold an export back unless an override names a reason. */
  readonly errors: readonly Finding[];
  /** What is left out, and what goes out on a person's word: unsure and malformed lines, waived findings. */
  readonly remarks: readonly ExportRemark[];
}

/** The claims of notes, with everything that speaks against sending them. */
export function selectClaims(workspace: Workspace, uris: readonly string[]): ClaimSelection {
  const claims: ExportedClaim[] = [];
  const errors: Finding[] = [];
  const remarks: ExportRemark[] = [];
  for (const uri of uris) {
    errors.push(...workspace.findings(uri).filter(({ severity }) => severity === 'error'));
    remarks.push(...workspace.waived(uri).map(waived));
    for (const { block, header, codes } of workspace.encounters(uri)) {
      for (const line of codes)
        if (line.unsure || !line.valid)
          remarks.push({
            at: line,
            text: line.valid
              ? `${line.code} is not exported: the line is marked ? (unsure)`
              : 'the line is not exported: it is no whole code line',
          });
      const visit = workspace.visit(block);
      const claim = visit && exportedClaim(visit);
      if (claim?.lines.length) claims.push(claim);
      else
        remarks.push({
          at: header,
          text: claim
            ? 'the encounter is not exported: it bills nothing'
            : 'the encounter is not exported: its header has no date or no patient',
        });
    }
  }
  return { claims, errors, remarks };
}

function waived({ rule, at, waivedBy }: Finding): ExportRemark {
  const reason = waivedBy?.reason?.value.trim();
  const initials = waivedBy?.initials?.value.trim();
  return { at, text: `${rule} is waived${initials ? ` by ${initials}` : ''}${reason ? `: “${reason}”` : ''}` };
}
