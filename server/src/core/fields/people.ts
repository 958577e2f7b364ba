import type { FieldDeclaration } from './field.js';

/** Roles of `by:`, with the words that name each. */
export const ROLE_WORDS = {
  fill: ['fill', 'filled', 'filler', 'refill', 'refilled', 'refilling', 'filling'],
  read: [
    'read',
    'reads',
    'interrogated',
    'interrogation',
    'interrogate',
    'analysis',
    'analyzed',
    'reader',
    'reading',
    'interrogating',
  ],
  prog: ['prog', 'programmed', 'programming', 'reprogrammed', 'reprogramming', 'programmer', 'program', 'reprogram'],
  needle: ['needle', 'access', 'accessed', 'accessing'],
  second: [
    'second',
    'assist',
    'assisted',
    'assistant',
    'assisting',
    'witness',
    'witnessed',
    'checked',
    'checker',
    'verified',
    'verifier',
  ],
  resident: ['resident', 'fellow'],
  teaching: ['teaching', 'attending'],
} as const;
export type Role = keyof typeof ROLE_WORDS;

/** Ways of supervision, with the phrases that coders use for each; the longest that is in an item counts. */
export const SUPERVISION_PHRASES: readonly (readonly [
  mode: 'in suite' | 'in building' | 'by phone' | 'virtual',
  phrases: readonly string[],
])[] = [
  [
    'virtual',
    [
      'virtual',
      'virtually',
      'by video',
      'via video',
      'video',
      'video call',
      'audio-video',
      'audio video',
      'audio and video',
      'audio/video',
      'audio & video',
      'audiovisual',
      'telehealth',
      'two-way video',
      'via telehealth',
      'by telehealth',
    ],
  ],
  [
    'in suite',
    [
      'in suite',
      'in-suite',
      'in-office',
      'in-clinic',
      'in the suite',
      'in office suite',
      'in the office suite',
      'in the same suite',
      'in office',
      'in the office',
      'in clinic',
      'in the clinic',
      'on site',
      'on-site',
      'onsite',
      'in same suite',
      'present in suite',
      'physically present',
      'in the practice',
    ],
  ],
  [
    'in building',
    ['in building', 'in the building', 'in same building', 'in the same building', 'elsewhere in the building'],
  ],
  [
    'by phone',
    [
      'by phone',
      'phone',
      'by telephone',
      'telephone',
      'on the phone',
      'via phone',
      'audio only',
      'audio-only',
      'on call',
    ],
  ],
];

const PHRASES = Object.fromEntries(SUPERVISION_PHRASES);

export const BY: FieldDeclaration = {
  key: 'by',
  help: {
    summary: 'Who did the work: credential and initials of who filled, or with no fill, who read.',
    decides: 'Clinical staff lead to 95990 or 62369, a physician or QHP in person to 95991 or 62370.',
    example: 'by: RN KL, prog MD AS, npi 1234567893',
  },
  group: 'People',
  services: ['refill', 'reprogram', 'interrogate', 'implant', 'replace', 'remove', 'revise', 'trial', 'visit'],
  items: [
    {
      name: 'read',
      word: 'read',
      kind: 'words',
      help: 'Who read the pump, if another person filled.',
      wordings: ROLE_WORDS.read,
    },
    { name: 'prog', word: 'prog', kind: 'words', help: 'Who programmed the pump.', wordings: ROLE_WORDS.prog },
    { name: 'needle', word: 'needle', kind: 'words', help: 'Who placed the needle.', wordings: ROLE_WORDS.needle },
    { name: 'second', word: 'second', kind: 'words', help: 'Who checked or assisted.', wordings: ROLE_WORDS.second },
    {
      name: 'resident',
      word: 'resident',
      kind: 'words',
      help: 'A resident who performed under a teaching physician.',
      wordings: ROLE_WORDS.resident,
    },
    {
      name: 'teaching',
      word: 'teaching',
      kind: 'words',
      help: 'The teaching physician: GC on the lines.',
      wordings: ROLE_WORDS.teaching,
    },
    { name: 'npi', word: 'npi', kind: 'words', help: 'National provider identifier, ten digits.' },
    { name: 'taxonomy', word: 'taxonomy', kind: 'words', help: 'Taxonomy code of the provider.' },
  ],
};

export const SUP: FieldDeclaration = {
  key: 'sup',
  help: {
    summary: 'Who supervised staff work, and how: in suite, in building, by phone, virtual.',
    decides: 'Staff work is billed incident to a practitioner only under direct supervision.',
    example: 'sup: MD AS, in suite',
  },
  group: 'People',
  services: [],
  items: [
    {
      name: 'mode',
      word: 'in suite',
      wordings: PHRASES['in suite'],
      kind: 'flag',
      help: 'In the office suite and immediately available: direct supervision.',
    },
    {
      name: 'mode',
      word: 'in building',
      wordings: PHRASES['in building'],
      kind: 'flag',
      help: 'Not in the suite: no direct supervision for Medicare.',
    },
    {
      name: 'mode',
      word: 'by phone',
      wordings: PHRASES['by phone'],
      kind: 'flag',
      help: 'Audio only: never direct supervision.',
    },
    {
      name: 'mode',
      word: 'virtual',
      wordings: PHRASES['virtual'],
      kind: 'flag',
      help: 'Real-time audio and video: direct supervision from 2020-03-01, since 2026-01-01 for services without a global period.',
    },
    { name: 'planBy', word: 'plan by', kind: 'words', help: 'Who set the plan of care that staff follow.' },
  ],
};
