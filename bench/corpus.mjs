// Notes of an invented clinic, as many as asked for: the same seed gives the same text on every machine.
// Patients come again every six weeks, so that histories, inherited pumps and refill arithmetic have work to do; about
// every fourth encounter holds a slip of the kind that coders make.

/** Days between two visits of a patient, and how long a fill lasts. */
const INTERVAL = 42,
  LASTS = 46;

/** A small generator of numbers in [0, 1) (mulberry32): what is invented must not depend on the machine. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Encounters in the order of their dates, each with its text.
 * @param {{ count: number, patients?: number, seed?: number, start?: string }} options
 * @returns {Generator<{ date: string, patient: string, text: string }>}
 */
export function* encounters({ count, patients = Math.max(1, Math.ceil(count / 9)), seed = 1, start = '2026-01-05' }) {
  for (let i = 0; i < count; i++) {
    const number = i % patients,
      round = Math.floor(i / patients);
    const date = addDays(start, round * INTERVAL + Math.floor((number / patients) * (INTERVAL - 1)));
    const patient = `P-${String(number + 1).padStart(3, '0')}`;
    const visit = { date, patient, number, round, random: createRandom(seed * 1_000_003 + number * 7919 + round) };
    const text = KINDS[number % KINDS.length](visit);
    const slip = visit.random();
    yield { date, patient, text: slip < 0.26 ? SLIPS[Math.floor((slip / 0.26) * SLIPS.length)](text) : text };
  }
}

/** The same encounters, so many to a file. @returns {Generator<{ name: string, text: string }>} */
export function* files({ perFile, ...options }) {
  let texts = [],
    first = '',
    number = 0;
  const file = () => ({
    name: `${first}-${String(++number).padStart(5, '0')}.encounter`,
    text: `mac: NGS-JK\n\n${texts.join('\n')}`,
  });
  for (const { date, text } of encounters(options)) {
    if (texts.length === 0) first = date;
    texts.push(text);
    if (texts.length < perFile) continue;
    yield file();
    texts = [];
  }
  if (texts.length) yield file();
}

/** One file of so many encounters. */
export function oneFile(options) {
  return files({ ...options, perFile: options.count }).next().value.text;
}

function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const round1 = n => n.toFixed(1);
const pick = (random, words) => words[Math.floor(random() * words.length)];

/** The pump of a patient is in the first note and is inherited in every third one. */
const pump = ({ number, round }, words) =>
  round % 3 === 2 ? [] : [`pump: ${words.replace('SN', `NGP${String(number + 1).padStart(7, '0')}`)}`];

const PREPARED = 'prep: identity, consent, vitals, allergies, anticoagulation';

function residual({ random }, volume) {
  const expected = volume - (INTERVAL * (volume - 2)) / LASTS;
  return { expected: round1(expected), out: round1(expected + random() * 0.8 - 0.4) };
}

function next(date, lasts = LASTS) {
  return `next: ${addDays(date, Math.min(INTERVAL, lasts - 4))}, alarm ${addDays(date, lasts)}`;
}

/** Each kind of visit, from the patient's number, the round and a source of variety. */
const KINDS = [
  function nurseRefill(visit) {
    const { date, patient, random } = visit,
      { expected, out } = residual(visit, 40);
    return note(
      `${date} refill ${patient} @office #medicare`,
      ...pump(visit, 'SynchroMed II 8637-40, sn SN, 40 mL, IT, programmable, ERI 38 mo'),
      'by: RN KL',
      'sup: MD AS, in suite',
      PREPARED,
      `read: expected ${expected} mL, dose 1652 mcg/day, alarms none`,
      `fill: out ${out} mL, in 40 mL, needle 22g, template, aseptic`,
      'prog: volume only',
      'after: volume 40 mL, dose 1652 mcg/day, alarms none',
      `drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G${1000 + Math.floor(random() * 9000)}, exp 2028-06, waste 0 mL, invoice $684.00`,
      'dx: G80.0, Z45.1',
      `exam: ${pick(random, ['pocket clean', 'pocket clean, no seroma', 'pocket clean, scar soft'])}`,
      `assess: ${pick(random, ['spasticity goals met, continue', 'transfers without help, goals met, continue'])}`,
      `response: tone stable, Ashworth ${1 + Math.floor(random() * 3)}, no withdrawal`,
      next(date),
      '95990 @AB',
      'J0475-JZ-KD x8 @A',
      '| Tolerated well. Pump status rechecked after refill.',
    );
  },
  function compoundReprogrammed(visit) {
    const { date, patient, random, round } = visit,
      { expected, out } = residual(visit, 20);
    const dose = (7.6 + round * 0.1).toFixed(1),
      more = (7.7 + round * 0.1).toFixed(1);
    return note(
      `${date} refill+reprogram ${patient} @office #medicare`,
      ...pump(visit, 'SynchroMed II 8637-20, sn SN, 20 mL, IT, programmable, ERI 51 mo'),
      'by: MD AS, npi 1234567893',
      PREPARED,
      `read: expected ${expected} mL, dose ${dose} mg/day, alarms none`,
      `fill: out ${out} mL, in 20 mL, needle 22g, template, aseptic`,
      `prog: dose ${dose} -> ${more} mg/day, reason "evening pain ${5 + Math.floor(random() * 4)}/10"`,
      `after: volume 20 mL, dose ${more} mg/day, alarms none`,
      `drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice, lot C-${100 + Math.floor(random() * 900)}, rx ${1000 + Math.floor(random() * 9000)}, exp 2028-12-28, invoice $212.40`,
      'dx: M96.1, G89.4, Z45.1',
      'exam: pocket clean; physician needed, pump deep and tilted',
      'assess: chronic pain syndrome, goals partly met',
      'response: 50% relief, mild constipation',
      next(date, Math.floor((18 * 20) / +more)),
      '62370 @ABC',
      'J7999-KD x1 @AB $212.40 "morphine 400 mg bupivacaine 200 mg 20 mL compounded"',
    );
  },
  function readOut(visit) {
    const { date, patient, random } = visit;
    return note(
      `${date} interrogate ${patient} @office #bcbs`,
      ...pump(visit, 'SynchroMed II 8637-40, sn SN, 40 mL, IT, programmable, ERI 60 mo'),
      'by: RN KL',
      'sup: MD AS, in suite',
      'read: expected 14.8 mL, dose 310 mcg/day, alarms none, log motor stall and recovery, battery good',
      'prog: none',
      'after: volume 14.8 mL, dose 310 mcg/day, alarms none',
      'dx: G80.1, Z45.1',
      'exam: pocket clean',
      `assess: read out because of the MRI of the ${pick(random, ['knee', 'shoulder', 'head'])} yesterday, plan unchanged`,
      'response: no more spasms than usual, no withdrawal',
      `benefits: verified ${addDays(date, -12)}`,
      `next: ${addDays(date, INTERVAL)}`,
      '62367 @AB',
    );
  },
  function systemicRefill(visit) {
    const { date, patient, random } = visit;
    return note(
      `${date} refill ${patient} @office #uhc`,
      ...pump(visit, 'IP2000V, sn SN, 30 mL, IA, constant-flow'),
      'by: RN TP',
      'sup: MD AS, in suite',
      PREPARED,
      'fill: out 2.0 mL, in 30 mL, needle 22g, template, aseptic',
      `drug: floxuridine 4 mg/mL, 30 mL, compounded, pharmacy, lot F-${1000 + Math.floor(random() * 9000)}, rx 9033, exp 2028-12-09`,
      'dx: C78.7, C18.7, Z45.1',
      'exam: pocket clean, no swelling over the pump',
      'assess: liver metastases smaller on the last scan, next cycle as planned',
      'response: no nausea, liver tests within limits',
      `benefits: verified ${addDays(date, -20)}, pump refills in the office`,
      `next: ${addDays(date, INTERVAL)}`,
      '96522 @AB',
      '| Drug made and billed by the hospital pharmacy.',
    );
  },
  function visitBeside(visit) {
    const { date, patient, random } = visit,
      { expected, out } = residual(visit, 20);
    return note(
      `${date} refill ${patient} @office #medicare-advantage`,
      ...pump(visit, 'SynchroMed II 8637-20, sn SN, 20 mL, IT, programmable, ERI 29 mo'),
      'by: MD AS, npi 1234567893',
      PREPARED,
      `read: expected ${expected} mL, dose 196 mcg/day, alarms none`,
      `fill: out ${out} mL, in 20 mL, needle 22g, template, aseptic`,
      'prog: none',
      'after: volume 20 mL, dose 196 mcg/day, alarms none',
      `drug: baclofen 500 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, lot G${1000 + Math.floor(random() * 9000)}, exp 2028-05, waste 0 mL, invoice $302.00`,
      'dx: G80.0, Z45.1, M17.11',
      'exam: pump rotated, physician needed to find the port',
      'assess: sitting and hygiene easier, continue',
      'em: new right knee pain, exam and x-ray ordered, separate from the pump',
      'response: tone stable, Ashworth 2, no withdrawal',
      next(date),
      '95991 @AB',
      'J0475-JZ-KD x1 @A',
      '99214-25 @C',
    );
  },
  function reprogrammedOnly(visit) {
    const { date, patient, round } = visit;
    const dose = (5 + round * 0.5).toFixed(1),
      more = (5.5 + round * 0.5).toFixed(1);
    return note(
      `${date} reprogram ${patient} @office #workers-comp`,
      ...pump(visit, 'SynchroMed II 8637-20, sn SN, 20 mL, IT, programmable, ERI 52 mo'),
      'by: MD AS',
      `read: expected 9.7 mL, dose ${dose} mcg/day, alarms none`,
      `prog: dose ${dose} -> ${more} mcg/day, reason "burning of the foot wakes him at night"`,
      `after: volume 9.7 mL, dose ${more} mcg/day, alarms none`,
      'dx: G90.521, Z45.1',
      'exam: right foot cool, pocket clean',
      'assess: sleeps 4 hours, goal 6; next step in two weeks',
      'response: 30% relief, no confusion, gait steady',
      `benefits: verified ${addDays(date, -13)}, adjuster agreed to monthly visits`,
      `next: ${addDays(date, INTERVAL)}`,
      '62368 @AB',
    );
  },
  function pharmacyDrug(visit) {
    const { date, patient, random } = visit,
      { expected, out } = residual(visit, 20);
    return note(
      `${date} refill ${patient} @office #medicaid`,
      ...pump(visit, 'SynchroMed II 8637-20, sn SN, 20 mL, IT, programmable, ERI 71 mo'),
      'by: LPN RD',
      'sup: MD AS, in suite',
      PREPARED,
      `read: expected ${expected} mL, dose 196 mcg/day, alarms none`,
      `fill: out ${out} mL, in 20 mL, needle 22g, template, aseptic`,
      'prog: volume only',
      'after: volume 20 mL, dose 196 mcg/day, alarms none',
      `drug: baclofen 500 mcg/mL, 20 mL, commercial, pharmacy, sdv 1 x 20 mL, lot G${1000 + Math.floor(random() * 9000)}, exp 2028-05, waste 0 mL`,
      'dx: G80.0, Z45.1',
      'exam: pocket clean',
      'assess: sitting and hygiene easier, continue',
      'response: tone stable, Ashworth 2, no withdrawal',
      `benefits: verified ${addDays(date, -9)}`,
      next(date),
      '95990 @AB',
      '| The specialty pharmacy bills the drug.',
    );
  },
];

/**
 * Slips of coders: each takes the text of an encounter and gives it with one thing wrong, or as it was where the slip
 * does not fit.
 */
const SLIPS = [
  text => text.replace('95990', '95991'),
  text => text.replace('62370', '62369'),
  text => text.replace(/^sup: .*\n/m, ''),
  text => text.replace(' x8 ', ' x80 '),
  text => text.replace('-JZ', ''),
  text => text.replace('G80.0', 'G80'),
  text => text.replace(/^exam: .*\n/m, 'exam:\n'),
  text => text.replace('62367', '62367-25'),
  text => text.replace(/^next: .*\n/m, ''),
  text => text.replace('62368 @AB', '62368 @ABF'),
  text => text.replace('95990 @AB', '9599O @AB'),
  text => text.replace('96522', '95990'),
  text => text.replace('response:', 'reponse:'),
  text => `${text}Called the daughter about the next visit.\n`,
];

function note(...lines) {
  return `${lines.join('\n')}\n`;
}
