import { gap, type Gap } from './suggestion.js';

/** A visit to begin with: its usual lines, each value a gap. No clinical fact, device or drug is filled in. */
export interface VisitTemplate {
  /** What the coder types; the first one is shown. */
  readonly words: readonly string[];
  readonly name: string;
  readonly description: string;
  /** The header without its date, then the lines. `…` marks a gap. */
  readonly lines: readonly string[];
}

const AFTER_VISIT = ['dx: …', 'exam: …', 'assess: …', 'response: …', 'next: …'];
const READ = 'read: expected …, dose …, alarms …';
const AFTER = 'after: volume …, dose …, alarms …';
const FILL = 'fill: out …, in …, needle …';

/** The eight visits of the snippets, in their order. */
export const VISIT_TEMPLATES: readonly VisitTemplate[] = [
  {
    words: ['refill'],
    name: 'by clinical staff (95990)',
    description: 'Refill by clinical staff, nothing reprogrammed (95990)',
    lines: [
      'refill … @… #…',
      'pump: …',
      'by: …',
      'sup: …',
      'prep: …',
      READ,
      FILL,
      'prog: …',
      AFTER,
      'drug: …',
      ...AFTER_VISIT,
      '95990 @…',
    ],
  },
  {
    words: ['refill-reprogram', 'reprogram-refill'],
    name: 'dose changed, by a physician (62370)',
    description: 'Refill and change of the dose by a physician or other qualified professional (62370)',
    lines: [
      'refill+reprogram … @… #…',
      'pump: …',
      'by: …',
      'prep: …',
      READ,
      FILL,
      'prog: dose …, reason "…"',
      AFTER,
      'drug: …',
      ...AFTER_VISIT,
      '62370 @…',
    ],
  },
  {
    words: ['interrogate', 'interrogation'],
    name: 'analysis only (62367)',
    description: 'The pump is analyzed; nothing is changed or filled (62367)',
    lines: [
      'interrogate … @… #…',
      'pump: …',
      'by: …',
      'sup: …',
      READ,
      'prog: …',
      AFTER,
      'dx: …',
      'assess: …',
      'response: …',
      'next: …',
      '62367 @…',
    ],
  },
  {
    words: ['reprogram', 'reprogramming'],
    name: 'analysis and reprogramming (62368)',
    description: 'The pump is analyzed and reprogrammed; nothing is filled (62368)',
    lines: [
      'reprogram … @… #…',
      'pump: …',
      'by: …',
      READ,
      'prog: dose …, reason "…"',
      AFTER,
      'dx: …',
      'assess: …',
      'response: …',
      'next: …',
      '62368 @…',
    ],
  },
  {
    words: ['refill-systemic', 'systemic'],
    name: 'pump into an artery or vein (96522)',
    description: 'Refill of an implanted pump that feeds an artery or a vein (96522)',
    lines: ['refill … @… #…', 'pump: …', 'by: …', 'sup: …', 'prep: …', FILL, 'drug: …', ...AFTER_VISIT, '96522 @…'],
  },
  {
    words: ['refill-stopped', 'stopped'],
    name: 'begun, then stopped (95991-53)',
    description: 'A refill that was begun and stopped for the patient’s safety (95991-53)',
    lines: [
      'refill … @… #… !stopped',
      'pump: …',
      'by: …',
      'prep: …',
      READ,
      'fill: in 0 mL, needle …, attempts …',
      'stop: after-start, reason "…"',
      AFTER,
      ...AFTER_VISIT,
      '95991-53 @…',
    ],
  },
  {
    words: ['replace', 'replacement'],
    name: 'new pump, old catheter (62362)',
    description: 'A programmable pump is replaced, the catheter stays (62362)',
    lines: [
      'replace … @… #…',
      'by: …',
      'prep: …',
      'device: out …, in …, sn …',
      'catheter: kept',
      'imaging: …',
      'dx: …',
      'exam: …',
      'assess: …',
      'benefits: …',
      'auth: …',
      'next: …',
      '62362 @…',
    ],
  },
  {
    words: ['implant'],
    name: 'first pump and catheter (62362, 62350)',
    description: 'A first programmable pump with a new catheter, no laminectomy (62362 and 62350)',
    lines: [
      'implant … @… #…',
      'by: …',
      'prep: …',
      'device: in …, sn …',
      'catheter: new, no laminectomy',
      'imaging: …',
      'dx: …',
      'exam: …',
      'assess: …',
      'benefits: …',
      'auth: …',
      'next: …',
      '62362 @…',
      '62350 @…',
    ],
  },
];

/** The text of a template with its gaps. @param date the day of the visit; undefined leaves a gap */
export function typedVisit({ lines }: VisitTemplate, date: string | undefined): readonly (string | Gap)[] {
  const parts = lines.join('\n').split('…');
  return [
    ...(date === undefined ? [gap(), ' '] : [`${date} `]),
    ...parts.flatMap((text, i): (string | Gap)[] => (i === 0 ? [text] : [gap(), text])),
    '\n',
  ].filter(part => part !== '');
}
