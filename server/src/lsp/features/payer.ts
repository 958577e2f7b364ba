import { choosePayer } from '../../core/editor/assists/choose-payer.js';
import type { Feature } from '../context.js';
import { encounterAt } from '../encounter-at.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';
import { toTextEdit } from '../to-proto.js';

/** The payer that an encounter is checked for, the ones that it can be checked for, and the edit that changes it. */
export const payer: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/payer', 'reading the payer', params => {
    const found = encounterAt(context, params);
    const visit = found && workspace.visit(found.encounter.block);
    if (!visit) return null;
    const { policy } = visit;
    return { id: policy.id, title: policy.title, typed: visit.payer?.value ?? null };
  });
  answer(context, 'encounterNotes/payers', 'listing payers', params => {
    const note = noteOf(context, params);
    if (!note) return [];
    return workspace
      .profiles(note.key)
      .payers()
      .map(({ id, title, summary }) => ({ id, title, summary }));
  });
  answer(context, 'encounterNotes/choosePayer', 'setting the payer', params => {
    const found = encounterAt(context, params);
    if (!found || typeof params.payer !== 'string' || !/^[a-z0-9-]+$/i.test(params.payer)) return null;
    const edit = choosePayer(found.encounter, params.payer.toLowerCase());
    return (edit && toTextEdit(context, edit)) ?? null;
  });
  return {};
};
