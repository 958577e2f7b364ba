import { SERVICES, PLACE_NAMES, type Service } from '../syntax/vocabulary.js';
import { nearestWord } from '../text/nearest-word.js';

/** What English adds to a verb to name the deed, or that it was done. */
const ENDINGS = ['s', 'es', 'ed', 'ing', 'al', 'ion', 'ation', 'ment', 'ement', 'med', 'ming', 'ling', 'led'];

/** What charts and schedules call a service. A word that can mean two services is not here. */
const SERVICE_WORDS: Readonly<Record<Service, readonly string[]>> = {
  refill: ['fill', 'filling', 'refilling', 'pump-refill'],
  reprogram: ['program', 'programming', 'titration', 'titrate', 'dose-change', 'rate-change'],
  interrogate: ['analysis', 'analyze', 'telemetry', 'readout', 'read-out', 'pump-check'],
  implant: ['insertion', 'insert', 'placement', 'implantation'],
  replace: ['exchange', 'changeout', 'change-out', 'swap'],
  remove: ['explant', 'explanted', 'explantation', 'extraction'],
  revise: ['reposition', 'repositioning'],
  trial: ['screening', 'test-dose', 'bolus-trial'],
  visit: ['consult', 'consultation', 'followup', 'follow-up', 'fu', 'f/u', 'e/m', 'em', 'established'],
};

/** What charts call a place, each with the word or place-of-service code of the language. */
const PLACE_WORDS: Readonly<Record<string, readonly string[]>> = {
  office: ['doctors-office', 'physician-office', 'private-office', 'practice'],
  home: ['residence', 'patient-home', 'house'],
  telehealth: ['video', 'telemedicine', 'virtual'],
  'off-campus': ['offcampus', 'off-campus-outpatient', 'pbd'],
  inpatient: ['ip', 'inpt', 'hospital-inpatient', 'ward', 'icu'],
  opd: ['hospital-outpatient', 'outpatient-hospital', 'hopd', 'on-campus', 'oncampus', 'op-hospital'],
  er: ['ed', 'emergency', 'emergency-room', 'emergency-department'],
  asc: ['surgery-center', 'surgicenter', 'surgical-center', 'ambulatory-surgery-center'],
  snf: ['skilled-nursing', 'skilled-nursing-facility'],
  nf: ['nursing-home', 'nursing-facility', 'long-term-care', 'ltc'],
  '13': ['assisted-living', 'alf'],
  '14': ['group-home'],
  '20': ['urgent-care'],
  '34': ['hospice', 'hospice-facility'],
  '61': ['inpatient-rehab', 'irf'],
};

/** What coders call a payer, by the id of its shipped profile. */
const PAYER_WORDS: Readonly<Record<string, readonly string[]>> = {
  medicare: [
    'mcr',
    'medicare-b',
    'medicare-part-b',
    'part-b',
    'partb',
    'cms',
    'traditional-medicare',
    'original-medicare',
  ],
  'medicare-advantage': ['ma', 'mapd', 'part-c', 'medicare-c', 'advantage', 'medicareadvantage', 'medicare-hmo'],
  medicaid: ['mcd', 'title-xix', 'medi-cal', 'medical-assistance'],
  bcbs: [
    'bc',
    'bs',
    'bluecross',
    'blue-cross',
    'blueshield',
    'blue-shield',
    'blue-cross-blue-shield',
    'anthem',
    'bcbsa',
  ],
  uhc: ['united', 'unitedhealthcare', 'united-healthcare', 'unitedhealth', 'uhg'],
  'workers-comp': ['wc', 'workcomp', 'work-comp', 'comp', 'workers-compensation', 'workerscomp', 'workmans-comp'],
  'self-pay': ['selfpay', 'self', 'cash', 'private-pay', 'uninsured', 'out-of-pocket'],
};

/**
 * The service that a word means which is none: one slip away, or named as charts do (`interrogation`, `explant`,
 * `reprogrammed`).
 */
export function likelyService(word: string): Service | undefined {
  return (
    (nearestWord(word, SERVICES) as Service | undefined) ??
    SERVICES.find(service => isFormOf(word.toLowerCase(), service)) ??
    (meaning(word, SERVICE_WORDS) as Service | undefined)
  );
}

/** The place that a word means which is none: one slip away, or named as charts do (`hospital-outpatient`). */
export function likelyPlace(word: string): string | undefined {
  return nearestWord(word, PLACE_NAMES.keys()) ?? meaning(word, PLACE_WORDS);
}

/**
 * The payer that a word means which has no profile: one slip away, or named as coders do (`bluecross`, `wc`).
 *
 * @param known ids of the profiles at hand
 */
export function likelyPayer(word: string, known: readonly string[]): string | undefined {
  const meant = meaning(word, PAYER_WORDS);
  return nearestWord(word, known) ?? (meant !== undefined && known.includes(meant) ? meant : undefined);
}

function meaning(word: string, words: Readonly<Record<string, readonly string[]>>): string | undefined {
  const form = word.toLowerCase().replaceAll('_', '-');
  return Object.keys(words).find(name => words[name]!.includes(form));
}

function isFormOf(word: string, service: Service): boolean {
  const stem = service.endsWith('e') ? service.slice(0, -1) : service;
  return word.startsWith(stem) && ENDINGS.includes(word.slice(stem.length));
}
