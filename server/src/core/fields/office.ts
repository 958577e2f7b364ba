/** Fields of the office: the next visit, benefits, authorization, waivers; and the fields of free text. */
import { PREPARATIONS } from '../syntax/vocabulary.js';
import type { FieldDeclaration } from './field.js';
import { MONTHS } from './units.js';

export const PREP: FieldDeclaration = {
  key: 'prep',
  help: {
    summary: 'Checks before the procedure.',
    example: 'prep: identity, consent, vitals, allergies, anticoagulation',
  },
  group: 'Pump',
  services: ['refill', 'implant', 'replace', 'remove', 'revise', 'trial'],
  numbersInWords: true,
  items: PREPARATIONS.map(word => ({
    name: word,
    word,
    kind: 'flag',
    help: 'Checked before the procedure.',
  })),
};

export const DX: FieldDeclaration = {
  key: 'dx',
  help: {
    summary: 'ICD-10-CM diagnoses A–L, in order.',
    decides: 'Code lines point to them by letter; the first one is the reason for the visit.',
    example: 'dx: G80.0, Z45.1',
  },
  group: 'Diagnoses',
  services: ['refill', 'reprogram', 'interrogate', 'implant', 'replace', 'remove', 'revise', 'trial', 'visit'],
  items: [],
};

export const EXAM: FieldDeclaration = {
  key: 'exam',
  help: {
    summary: 'Pocket and site, and why a physician was needed.',
    decides: 'It supports 95991 and 62370.',
    example: 'exam: pocket clean; physician needed, pump deep and tilted',
  },
  group: 'Documentation',
  services: ['refill', 'implant', 'replace', 'remove', 'revise'],
  text: true,
  items: [],
};

export const ASSESS: FieldDeclaration = {
  key: 'assess',
  help: { summary: 'Reassessment and goals.', example: 'assess: spasticity goals met, continue' },
  group: 'Documentation',
  services: ['refill', 'reprogram', 'interrogate', 'implant', 'replace', 'remove', 'revise', 'trial', 'visit'],
  text: true,
  items: [],
};

export const EM: FieldDeclaration = {
  key: 'em',
  help: {
    summary: 'A separately identifiable E/M and its reason.',
    decides: 'It supports modifier 25 on a visit code.',
    example: 'em: new right knee pain, exam and x-ray ordered, separate from the pump',
  },
  group: 'Documentation',
  services: ['visit'],
  text: true,
  items: [],
};

export const RESPONSE: FieldDeclaration = {
  key: 'response',
  help: {
    summary: 'How the patient does on the present dose.',
    example: 'response: tone stable, Ashworth 2, no withdrawal',
  },
  group: 'Documentation',
  services: ['refill', 'reprogram', 'interrogate', 'trial'],
  text: true,
  items: [],
};

export const OBSERVE: FieldDeclaration = {
  key: 'observe',
  help: { summary: 'After-care and observation.', example: 'observe: 30 min, no reaction' },
  group: 'Documentation',
  services: ['trial'],
  text: true,
  items: [],
};

export const EVENT: FieldDeclaration = {
  key: 'event',
  help: {
    summary: 'A complication or adverse event: pocket fill, overdose, withdrawal, stall, transfer.',
    example: 'event: pocket fill, observed overnight, no sedation',
  },
  group: 'Documentation',
  services: [],
  text: true,
  items: [],
};

export const NEXT: FieldDeclaration = {
  key: 'next',
  help: {
    summary: 'The next visit and the low-reservoir alarm.',
    decides: 'The alarm date is recomputed from volume, strength and dose.',
    example: 'next: 2027-04-20, alarm 2027-04-27',
  },
  group: 'Documentation',
  services: ['refill', 'reprogram', 'implant', 'replace'],
  items: [
    {
      name: 'alarm',
      word: 'alarm',
      kind: 'date',
      help: 'The date on which the low-reservoir alarm is due.',
      wordings: [
        'alarms',
        'low reservoir',
        'low-reservoir',
        'lra',
        'lrad',
        'lrd',
        'lr date',
        'alarm date',
        'low reservoir alarm',
      ],
    },
    {
      name: 'date',
      word: '',
      kind: 'date',
      bare: true,
      help: 'The next visit.',
      wordings: [
        'refill',
        'visit',
        'return',
        'follow-up',
        'appointment',
        'next',
        'due',
        'refill date',
        'rtc',
        'appt',
        'f/u',
      ],
    },
    {
      name: 'months',
      word: '',
      kind: 'quantity',
      units: MONTHS,
      bare: true,
      help: 'In how many months the next visit is.',
    },
    {
      name: 'interval',
      word: '',
      kind: 'words',
      help: 'When the next visit is, in words.',
      wordings: ['weeks', 'week', 'wks', 'wk', 'days', 'months', 'month', 'mo', 'prn', 'tbd'],
    },
  ],
};

export const BENEFITS: FieldDeclaration = {
  key: 'benefits',
  help: { summary: 'The patient’s benefits were verified.', example: 'benefits: verified 2026-11-02' },
  group: 'Documentation',
  services: ['implant', 'replace', 'remove', 'revise'],
  numbersInWords: true,
  items: [{ name: 'verified', word: 'verified', kind: 'date', help: 'The day on which they were verified.' }],
};

export const AUTH: FieldDeclaration = {
  key: 'auth',
  help: {
    summary: 'Prior authorization: number, codes, end.',
    decides: 'The billed codes must be among the authorized ones, and the date within its term.',
    example: 'auth: A-4471, 62370 J7999, through 2027-03-31',
  },
  group: 'Documentation',
  services: ['implant', 'replace', 'remove', 'revise'],
  repeatable: true,
  items: [{ name: 'through', word: 'through', kind: 'date', help: 'Last day of the authorization.' }],
};

export const QUERY: FieldDeclaration = {
  key: 'query',
  help: { summary: 'An open question to the provider.', example: 'query: was the dose changed, or only the volume?' },
  group: 'Documentation',
  services: [],
  repeatable: true,
  text: true,
  items: [],
};

export const OK: FieldDeclaration = {
  key: 'ok',
  help: {
    summary: 'Waives every finding of one rule in this encounter.',
    decides: 'It holds only with a reason; findings of form and personal data cannot be waived.',
    example: 'ok: refill-early "patient travels until March", KL',
  },
  group: 'Documentation',
  services: [],
  repeatable: true,
  items: [],
};
