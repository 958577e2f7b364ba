import type { FieldDeclaration } from './field.js';
import { RATES, STRENGTHS } from './units.js';

/** Words of `prog:` that name what was changed. The first kind that has a word in the item counts. */
export const KIND_WORDS = {
  bridge: ['bridge', 'bridging'],
  bolus: [
    'bolus',
    'boluses',
    'ptm',
    'myptm',
    'pca',
    'lockout',
    'lo',
    'activations',
    'activation',
    'prime',
    'priming',
    'patient-controlled',
    'demand',
  ],
  concentration: ['concentration', 'strength', 'conc'],
  mode: ['mode', 'flex', 'minimum', 'step', 'steps', 'complex', 'simple', 'night', 'nighttime', 'periodic', 'schedule'],
  dose: ['dose', 'rate', 'daily', 'dosing', 'basal', 'infusion', 'prescription'],
} as const;

export const PROG: FieldDeclaration = {
  key: 'prog',
  help: {
    summary: 'What was changed in the pump’s program.',
    decides:
      'A change of dose, concentration, mode, bolus or bridge with old ≠ new is reprogramming. `volume ' +
      'only`, an alarm date, a reason alone or `none` is not.',
    example: 'prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"',
  },
  group: 'Pump',
  services: ['refill', 'reprogram', 'interrogate'],
  items: [
    { name: 'none', word: 'none', kind: 'flag', group: 'nothing', help: 'Nothing was changed.' },
    {
      name: 'volumeOnly',
      word: 'volume only',
      kind: 'flag',
      group: 'nothing',
      help: 'Only the reservoir volume was updated: not reprogramming unless the payer says so.',
    },
    {
      name: 'dose',
      word: 'dose',
      wordings: KIND_WORDS.dose,
      kind: 'words',
      units: RATES,
      help: 'Old and new daily dose: reprogramming.',
    },
    { name: 'dose', word: 'rate', kind: 'words', units: RATES, help: 'Old and new daily dose: reprogramming.' },
    {
      name: 'concentration',
      word: 'concentration',
      wordings: KIND_WORDS.concentration,
      kind: 'words',
      units: STRENGTHS,
      help: 'Old and new concentration: reprogramming; a bridge bolus belongs with it.',
    },
    {
      name: 'mode',
      word: 'mode',
      wordings: KIND_WORDS.mode,
      kind: 'words',
      help: 'A change of infusion mode: reprogramming.',
    },
    {
      name: 'bolus',
      word: 'bolus',
      wordings: KIND_WORDS.bolus,
      kind: 'words',
      help: 'A change of bolus: reprogramming.',
    },
    {
      name: 'bridge',
      word: 'bridge',
      wordings: KIND_WORDS.bridge,
      kind: 'words',
      help: 'A bridge bolus between two concentrations: reprogramming.',
    },
    { name: 'reason', word: 'reason', kind: 'words', help: 'Why it was changed.' },
  ],
};

/** Words that state a change; with no value beside them a change whose values are not stated. */
export const CHANGE_VERBS: ReadonlySet<string> = new Set([
  'increased',
  'increase',
  'decreased',
  'decrease',
  'titrated',
  'titrate',
  'titration',
  'changed',
  'change',
  'raised',
  'lowered',
  'reduced',
  'reduction',
  'adjusted',
  'adjustment',
  'reprogrammed',
  'reprogramming',
  'programmed',
  'modified',
  'escalated',
  'advanced',
  'weaned',
  'tapered',
  'doubled',
  'halved',
  'went',
  'up',
  'down',
  'upward',
  'downward',
  'raise',
  'reduce',
  'lower',
  'cut',
  'turned',
  'increasing',
  'decreasing',
  'uptitrated',
  'downtitrated',
  'up-titrated',
  'down-titrated',
  'bumped',
  'tweaked',
  'adj',
  'adjust',
  'chg',
  'chgd',
  "chg'd",
  'stopped',
  'off',
  'discontinued',
  'restarted',
  'resumed',
  'started',
  'initiated',
  'activated',
  'enabled',
  'disabled',
]);

/** A plan for a later visit changes nothing today. */
export const LATER =
  /\b(?:will|would|shall|plan(?:s|ned|ning)? (?:to|for|on)|plan:|consider(?:ing)?|next (?:visit|refill|time|appointment|month|week)|in (?:the )?future|if)\b/i;

/** Words before the dose that was, and before the one that is. */
export const OLD_WORDS: ReadonlySet<string> = new Set([
  'old',
  'previous',
  'previously',
  'prior',
  'was',
  'former',
  'formerly',
  'prev',
]);
export const NEW_WORDS: ReadonlySet<string> = new Set(['new', 'now', 'current', 'currently']);

/** Verbs that lower the dose: `decreased by 10 %`. */
export const LOWERING: ReadonlySet<string> = new Set([
  'downtitrated',
  'down-titrated',
  'decreased',
  'decrease',
  'lowered',
  'reduced',
  'reduction',
  'weaned',
  'tapered',
  'down',
  'downward',
  'downwards',
  'lower',
  'less',
  'reduce',
  'cut',
  'halved',
  'decreasing',
]);

/** Words that an item of `prog:` begins with which gives the reason. */
export const REASON_WORDS: ReadonlySet<string> = new Set([
  'reason',
  'due',
  'because',
  'for',
  'secondary',
  'indication',
  'given',
  'since',
]);
