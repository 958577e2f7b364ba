import type { Flag, Key, Service } from '../syntax/vocabulary.js';

/** What a word of the language means, for hovers and completion. */
export interface Help {
  /** One line, readable in two seconds. */
  readonly summary: string;
  /** What it decides for the claim. */
  readonly decides?: string;
  readonly example?: string;
}

export const KEY_HELP: Readonly<Record<Key | 'mac' | 'practice' | 'payer' | 'place', Help>> = {
  pump: {
    summary: 'The implanted device: model, serial, reservoir, route, type.',
    decides:
      'Route and type decide the code family: neuraxial and programmable 62367–62370 and 95990/95991, constant-flow or reservoir 95990/95991, IV or IA 96522. Once stated it holds for the patient’s later visits.',
    example: 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo',
  },
  by: {
    summary: 'Who did the work: credential and initials of who filled, or with no fill, who read.',
    decides: 'Clinical staff lead to 95990 or 62369, a physician or QHP in person to 95991 or 62370.',
    example: 'by: RN KL, prog MD AS, npi 1234567893',
  },
  sup: {
    summary: 'Who supervised staff work, and how: in suite, in building, by phone, virtual.',
    decides: 'Staff work is billed incident to a practitioner only under direct supervision.',
    example: 'sup: MD AS, in suite',
  },
  prep: {
    summary: 'Checks before the procedure.',
    example: 'prep: identity, consent, vitals, allergies, anticoagulation',
  },
  read: {
    summary: 'The pump as read before: expected residual, dose, alarms.',
    decides: 'With all three the electronic analysis is documented, which 62367–62370 require.',
    example: 'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
  },
  fill: {
    summary: 'What came out and what went in, and how.',
    decides: '`in` above 0 is a refill; `in 0 mL` or no `in` is an attempt.',
    example: 'fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic',
  },
  prog: {
    summary: 'What was changed in the pump’s program.',
    decides:
      'A change of dose, concentration, mode, bolus or bridge with old ≠ new is reprogramming. `volume only`, an alarm date, a reason alone or `none` is not.',
    example: 'prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"',
  },
  after: {
    summary: 'The pump as read afterwards: volume, dose, alarms.',
    decides: 'It documents the status after; it does not count as the analysis.',
    example: 'after: volume 40 mL, dose 480 mcg/day, alarms none',
  },
  drug: {
    summary: 'What went into the reservoir, who bought it, what was wasted.',
    decides:
      'Name, strength and volume give the code and its units; the owner decides whether the practice may bill it.',
    example:
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00',
  },
  dx: {
    summary: 'ICD-10-CM diagnoses A–L, in order.',
    decides: 'Code lines point to them by letter; the first one is the reason for the visit.',
    example: 'dx: G80.0, Z45.1',
  },
  exam: {
    summary: 'Pocket and site, and why a physician was needed.',
    decides: 'It supports 95991 and 62370.',
    example: 'exam: pocket clean; physician needed, pump deep and tilted',
  },
  assess: { summary: 'Reassessment and goals.', example: 'assess: spasticity goals met, continue' },
  em: {
    summary: 'A separately identifiable E/M and its reason.',
    decides: 'It supports modifier 25 on a visit code.',
    example: 'em: new right knee pain, exam and x-ray ordered, separate from the pump',
  },
  response: {
    summary: 'How the patient does on the present dose.',
    example: 'response: tone stable, Ashworth 2, no withdrawal',
  },
  observe: { summary: 'After-care and observation.', example: 'observe: 30 min, no reaction' },
  next: {
    summary: 'The next visit and the low-reservoir alarm.',
    decides: 'The alarm date is recomputed from volume, strength and dose.',
    example: 'next: 2027-04-20, alarm 2027-04-27',
  },
  stop: {
    summary: 'How far a stopped procedure went.',
    decides: 'Stage and setting decide among 52, 53, 73, 74 and no code.',
    example: 'stop: after-start, in room, reason "hypotension"',
  },
  device: {
    summary: 'What was taken out and what went in.',
    decides: 'What goes in decides 62360, 62361 or 62362; it becomes the patient’s pump.',
    example: 'device: out NGP0000001, in SynchroMed II 8637-20, sn NGP0000003, 20 mL, IT, programmable',
  },
  study: {
    summary: 'A catheter or rotor study: side port, contrast, aspiration, rotor turns.',
    decides: 'It is 61070, with imaging 75809: no fill and no reading of the pump.',
    example: 'study: side-port, contrast 3 mL, aspirated 1 mL, free CSF',
  },
  event: {
    summary: 'A complication or adverse event: pocket fill, overdose, withdrawal, stall, transfer.',
    example: 'event: pocket fill, observed overnight, no sedation',
  },
  catheter: {
    summary: 'Catheter work: kept, new, revised, removed; laminectomy or not.',
    decides: 'It decides among 62350, 62351 and 62355.',
    example: 'catheter: new, no laminectomy',
  },
  imaging: {
    summary: 'Guidance: none, fluoro, ultrasound.',
    example: 'imaging: ultrasound, pump flipped, image saved',
  },
  benefits: { summary: 'The patient’s benefits were verified.', example: 'benefits: verified 2026-11-02' },
  auth: {
    summary: 'Prior authorisation: number, codes, end.',
    decides: 'The billed codes must be among the authorized ones, and the date within its term.',
    example: 'auth: A-4471, 62370 J7999, through 2027-03-31',
  },
  query: { summary: 'An open question to the provider.', example: 'query: was the dose changed, or only the volume?' },
  ok: {
    summary: 'Waives every finding of one rule in this encounter.',
    decides: 'It holds only with a reason; findings of form and personal data cannot be waived.',
    example: 'ok: refill-early "patient travels until March", KL',
  },
  mac: { summary: 'The Medicare contractor of this file.', example: 'mac: NGS-JK' },
  practice: { summary: 'The practice that this file belongs to.', example: 'practice: North clinic' },
  payer: { summary: 'The payer of every encounter in this file that names none.', example: 'payer: medicare' },
  place: { summary: 'The place of every encounter in this file that names none.', example: 'place: office' },
};

export const SERVICE_HELP: Readonly<Record<Service, Help>> = {
  refill: { summary: 'The reservoir is emptied and filled.' },
  reprogram: { summary: 'Dose, concentration, mode, bolus or bridge is changed.' },
  interrogate: { summary: 'The pump is read out and nothing is changed.' },
  implant: { summary: 'A first pump, reservoir or catheter goes in.' },
  replace: { summary: 'A pump is swapped for another; taking out the old one is part of it.' },
  remove: { summary: 'Pump or catheter comes out and is not replaced.' },
  revise: { summary: 'Catheter or pocket is revised.' },
  trial: { summary: 'A screening dose or a temporary catheter, before any implant.' },
  visit: { summary: 'A visit without work on the pump.' },
};

export const FLAG_HELP: Readonly<Record<Flag, Help>> = {
  stopped: {
    summary: 'A procedure was stopped.',
    decides: 'Say how far it went in `stop:`; that decides the modifier.',
  },
  postop: { summary: 'The visit lies in the global period of a surgery.' },
  hospice: {
    summary: 'The patient has elected hospice.',
    decides:
      'Medicare wants GV for the attending practitioner, or GW for care that is unrelated to the terminal illness.',
  },
  'new-patient': {
    summary: 'The patient is new to the group.',
    decides: 'It alone supports no separate E/M, and staff work is not incident to anyone yet.',
  },
};

/** Keywords of fields, by key and word. */
const WORD_HELP: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pump: {
    it: 'Intrathecal: neuraxial codes.',
    intrathecal: 'Neuraxial codes.',
    epidural: 'Neuraxial codes.',
    intraventricular: 'Into the brain: 95990/95991 only.',
    iv: 'Systemic: 96522.',
    ia: 'Systemic: 96522.',
    programmable: 'Can be read out and reprogrammed: 62367–62370 are possible.',
    'constant-flow': 'Releases at a fixed rate: nothing to read out or reprogram.',
    reservoir: 'A reservoir without a pump.',
    eri: 'Elective replacement indicator: months until the battery asks for replacement.',
    sn: 'Serial number of the device.',
  },
  sup: {
    'in suite': 'In the office suite and immediately available: direct supervision.',
    'in building': 'Not in the suite: no direct supervision for Medicare.',
    'by phone': 'Audio only: never direct supervision.',
    virtual: 'Real-time audio and video: direct supervision from 2026-01-01, for services without a global.',
    'plan by': 'Who set the plan of care that staff follow.',
  },
  read: {
    expected: 'The residual volume that the pump computes.',
    dose: 'The daily dose the pump delivers.',
    alarms: 'Alarm status.',
    log: 'Event log.',
    battery: 'Battery status.',
  },
  after: {
    volume: 'The reservoir volume that was set.',
    dose: 'The daily dose from now on.',
    alarms: 'Alarm status.',
    log: 'Event log.',
    battery: 'Battery status.',
  },
  fill: {
    out: 'Aspirated from the reservoir; it is compared with what was expected.',
    in: 'Placed in the reservoir; above 0 it is a refill.',
    needle: 'The needle used.',
    template: 'The template was used to find the port.',
    aseptic: 'Aseptic technique.',
    attempts: 'How often access was tried.',
    reason: 'Explains a discrepancy or an early refill.',
  },
  prog: {
    none: 'Nothing was changed.',
    'volume only': 'Only the reservoir volume was updated: not reprogramming unless the payer says so.',
    dose: 'Old and new daily dose: reprogramming.',
    rate: 'Old and new daily dose: reprogramming.',
    concentration: 'Old and new concentration: reprogramming; a bridge bolus belongs with it.',
    mode: 'A change of infusion mode: reprogramming.',
    bolus: 'A change of bolus: reprogramming.',
    bridge: 'A bridge bolus between two concentrations: reprogramming.',
    reason: 'Why it was changed.',
  },
  drug: {
    commercial: 'As marketed: it has a code of its own.',
    compounded: 'Mixed by a pharmacy: the payer’s code for compounds.',
    practice: 'The practice bought it and may bill it.',
    pharmacy: 'The pharmacy bills it; the practice may not.',
    patient: 'The patient brought it; the practice may not bill it.',
    hospital: 'The hospital’s drug: not on a professional claim.',
    sdv: 'Single-dose vials opened: JW or JZ.',
    mdv: 'A multi-dose vial: neither JW nor JZ.',
    lot: 'Lot number.',
    exp: 'Last day of use; a month means its last day.',
    ndc: 'National drug code.',
    rx: 'Prescription number of a compound.',
    invoice: 'Proof that the drug is a cost of the practice.',
    waste: 'Discarded from single-dose vials.',
    'not given': 'Prepared and not given: nothing of it is billed.',
  },
  stop: {
    'before-start': 'Before it began: no code.',
    'after-start': 'Begun, then stopped.',
    'before-anesthesia': 'In the room, before anesthesia: 73 on a facility claim.',
    'after-anesthesia': 'After anesthesia was given: 74 on a facility claim.',
    'in room': 'The patient was in the procedure room.',
    'anesthesia planned': 'Anesthesia was planned: 73 and 74 are possible.',
    elective: 'Called off by choice: no code.',
    reason: 'Why it was stopped.',
  },
  catheter: {
    kept: 'The old catheter stays.',
    new: 'A new catheter.',
    revised: 'The catheter was revised or moved.',
    removed: 'The catheter came out.',
    laminectomy: 'With laminectomy: 62351.',
    'no laminectomy': 'Without laminectomy: 62350.',
  },
  device: { out: 'Serial of what came out.', in: 'Model of what went in.' },
  imaging: { none: 'No guidance.', fluoro: 'Fluoroscopy.', ultrasound: 'Ultrasound.' },
  next: { alarm: 'The date on which the low-reservoir alarm is due.' },
  auth: { through: 'Last day of the authorisation.' },
  benefits: { verified: 'The day on which they were verified.' },
};

/** What a keyword of a field means; `device:` knows those of `pump:` too. Both words may be anything that someone typed. */
export function wordHelp(key: string, word: string): string | undefined {
  const table = Object.hasOwn(WORD_HELP, key) ? WORD_HELP[key]! : {};
  if (Object.hasOwn(table, word)) return table[word];
  return key === 'device' ? wordHelp('pump', word) : undefined;
}

/** Words of a pump that are written in capitals. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(['IT', 'IV', 'IA', 'ERI']);

/** How a keyword of `pump:` or `device:` is written, whatever the case in which it was typed. */
export function pumpWord(word: string): string {
  const upper = word.toUpperCase();
  return ABBREVIATIONS.has(upper) ? upper : word;
}
