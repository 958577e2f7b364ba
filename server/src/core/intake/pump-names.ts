import { MODELS } from './wordings/pumps.js';

const models = MODELS.map(({ says, model }) => ({ says: new RegExp(says, 'g'), model }));

/** A pump as a text calls it, by its name in a note. */
export interface PumpName {
  readonly model: string;
  readonly start: number;
  readonly end: number;
}

/** The pumps that a text in lower case names; where two names overlap, the one that says more. */
export function pumpsIn(text: string): PumpName[] {
  const found: PumpName[] = [];
  for (const { says, model } of models)
    for (const match of text.matchAll(says)) {
      const start = match.index,
        end = start + match[0].length;
      if (found.some(one => one.start < end && one.end > start)) continue;
      const number = (match[1] ?? '').toUpperCase().replace(/^(8637|8667)(\d)/, '$1-$2');
      found.push({ model: model.replace('$1', number).trim(), start, end });
    }
  return found;
}
