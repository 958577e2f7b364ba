import type { WorklistEntry } from '../../../../protocol/messages.js';
import { dueRefills, worklistRow } from '../../core/editor/worklist.js';
import type { Encounter } from '../../core/encounter/model.js';
import type { Context, Feature } from '../context.js';
import { toJump } from '../encounter-at.js';
import { forEachWithProgress } from '../progress.js';
import { answer } from '../requests.js';

/** Every encounter with what is left to do for it, and the refills that are due. */
export const worklist: Feature = context => {
  const { workspace, notes } = context;
  answer(context, 'encounterNotes/worklist', 'listing what is left to do', async (params, token) => {
    const rows: WorklistEntry[] = [];
    const options = { token, progress: params.workDoneToken, name: 'Checking notes' };
    await forEachWithProgress(context, notes.all(), options, ({ key }) => {
      for (const encounter of workspace.encounters(key)) rows.push(...entryOf(context, encounter));
    });
    rows.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
    const due = dueRefills(workspace).flatMap(({ encounter, patient, planned, alarm }) => {
      const at = toJump(context, encounter.header);
      return at ? [{ ...at, patient, planned: planned ?? null, alarm: alarm ?? null }] : [];
    });
    return { rows, due };
  });
  return {};
};

function entryOf(context: Context, encounter: Encounter): WorklistEntry[] {
  const row = worklistRow(context.workspace, encounter);
  const at = row && toJump(context, encounter.header);
  if (!row || !at) return [];
  const { date, patient, services, payer, provider, state, words } = row;
  return [
    { ...at, date: date ?? null, patient: patient ?? null, services, payer, provider: provider ?? null, state, words },
  ];
}
