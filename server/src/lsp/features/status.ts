import type { Feature } from '../context.js';
import { answer } from '../requests.js';

export const status: Feature = context => {
  const { language, notes } = context;
  answer(context, 'encounterNotes/status', 'telling the status', () => ({
    editions: language.editions(),
    rules: language.rules.length,
    ...notes.counts,
  }));
  return {};
};
