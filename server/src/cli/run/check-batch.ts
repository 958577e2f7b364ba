import type { Language } from '../../core/language.js';
import { forgetShared } from '../../core/collections/recent.js';
import { RANK } from '../../core/check/limit-findings.js';
import { serializeFinding } from '../serialized-finding.js';
import { WAIVED, type Found, type Group, type PartResult } from './batch.js';
import type { CheckInputs } from './check-inputs.js';

/** Checks a group of encounters by themselves. Gives of each part what is found in it, top to bottom. */
export function checkGroup(language: Language, around: CheckInputs, { parts }: Group): PartResult[] {
  try {
    const workspace = language.createWorkspace();
    workspace.configure(around.settingsOf, around.profilesOf);
    const files = parts.map(({ uri, pieces }) => workspace.addPart(uri, pieces));
    return parts.map(({ tellsDefaults }, i) => {
      const found: Found[] = [];
      files[i]!.blocks.forEach((block, piece) => {
        if (piece === 0 && !tellsDefaults) return;
        const { findings, waived } = workspace.verdict(block);
        for (const finding of findings)
          found.push({
            piece,
            rank: RANK[finding.severity],
            json: JSON.stringify(serializeFinding(workspace, finding)),
          });
        for (const finding of waived)
          found.push({ piece, rank: WAIVED, json: JSON.stringify(serializeFinding(workspace, finding)) });
      });
      return { found };
    });
  } catch (error) {
    // The text of the error is left out: it might quote the note.
    return parts.map(() => ({ found: [], failure: error instanceof Error ? error.name : 'error' }));
  } finally {
    forgetShared();
  }
}
