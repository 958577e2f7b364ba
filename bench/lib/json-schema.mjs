// What a note's JSON may hold, as strict as JSON Schema can say it: every key, every form of a value, and which lines a
// service asks for. It says of form what the parser and the rules of form say; what the codes mean no schema can say.

const text = { type: 'string', minLength: 1 };
const matching = pattern => ({ type: 'string', pattern });
const oneOf = (...words) => ({ enum: words });
const strict = (properties, required = []) => ({ type: 'object', properties, required, additionalProperties: false });
const list = (items, minItems = 1) => ({ type: 'array', items, minItems });
const words = list(text);
const serves = service => ({ properties: { services: { contains: { const: service } } } });
const implies = (condition, required) => ({ anyOf: [{ not: condition }, { required }] });

const AMOUNT = '\\d+(,\\d{3})*(\\.\\d+)?';
const DATE = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const date = matching(`^${DATE}$`);
const volume = matching(`^${AMOUNT} ?mL$`);
const rate = matching(`^${AMOUNT} ?(mg|mcg|ug|µg|mL)/day$`);
const change = unit => matching(`^${AMOUNT} (->|→|to) ${AMOUNT} ${unit}$`);
const person = matching('^(MD|DO|DPM|NP|APRN|ARNP|CRNP|FNP|CNS|PA|PA-C|CRNA|CNM|RN|LPN|LVN|MA|CMA|tech) [A-Z]{2,3}$');
const money = matching('^\\$?\\d+(,\\d{3})*(\\.\\d{2})?$');
const status = { expected: volume, dose: rate, alarms: text, log: text, battery: text, words };
const pump = {
  model: text,
  sn: matching('^[A-Z0-9-]+$'),
  reservoir: volume,
  route: oneOf('IT', 'intrathecal', 'epidural', 'intraventricular', 'IV', 'IA'),
  type: oneOf('programmable', 'constant-flow', 'reservoir'),
  eri: matching('^\\d+ mo$'),
  words,
};
const strength = `[a-z]+ ${AMOUNT} (mg/mL|mcg/mL|%)`;
const by = strict({
  who: person,
  npi: matching('^\\d{10}$'),
  taxonomy: matching('^\\d{3}[A-Z0-9]{6}X$'),
  read: person,
  prog: person,
  words,
});
const sup = strict(
  { who: person, planBy: person, words: list(oneOf('in suite', 'in building', 'by phone', 'virtual')) },
  ['who'],
);

const encounter = {
  ...strict(
    {
      date,
      services: list(
        oneOf('refill', 'reprogram', 'interrogate', 'implant', 'replace', 'remove', 'revise', 'trial', 'visit'),
      ),
      patient: matching('^[A-Za-z]+-[A-Za-z0-9-]+$'),
      place: {
        ...list(matching('^(office|home|telehealth|off-campus|inpatient|opd|er|asc|snf|nf|\\d{2})$')),
        maxItems: 1,
      },
      payers: list(
        oneOf(
          'medicare',
          'medicare-advantage',
          'medicaid',
          'aetna',
          'bcbs',
          'cigna',
          'uhc',
          'workers-comp',
          'self-pay',
        ),
      ),
      flags: list(oneOf('stopped', 'postop', 'new-patient')),
      settings: list(oneOf('bill=pro', 'bill=facility')),
      pump: strict(pump),
      by,
      sup,
      prep: strict({ words: list(text) }),
      read: strict(status),
      fill: strict({
        out: volume,
        in: volume,
        needle: text,
        attempts: matching('^\\d+$'),
        reason: text,
        words: list(oneOf('template', 'aseptic')),
      }),
      prog: strict({
        dose: change('(mg|mcg|mL)/day'),
        concentration: change('(mg|mcg)/mL'),
        mode: text,
        bolus: text,
        bridge: text,
        reason: text,
        words: list(oneOf('none', 'volume only')),
      }),
      after: strict({ ...status, volume }),
      drug: list(
        strict(
          {
            contents: matching(`^${strength}( \\+ ${strength})*$`),
            volume,
            prepared: oneOf('commercial', 'compounded'),
            owner: oneOf('practice', 'pharmacy', 'patient', 'hospital'),
            sdv: matching(`^\\d+ x ${AMOUNT} mL$`),
            lot: text,
            exp: matching('^\\d{4}-\\d{2}(-\\d{2})?$'),
            ndc: matching('^\\d{4,5}-\\d{3,4}-\\d{1,2}$'),
            rx: text,
            invoice: money,
            waste: volume,
            words,
          },
          ['contents'],
        ),
      ),
      dx: {
        ...list(strict({ code: matching('^[A-TV-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?$'), words: text }, ['code'])),
        maxItems: 12,
        uniqueItems: true,
      },
      exam: text,
      assess: text,
      em: text,
      response: text,
      observe: text,
      query: list(text),
      next: strict({ visit: date, alarm: date, words }),
      stop: strict({ reason: text, words }),
      device: list(strict({ ...pump, out: text, in: text })),
      catheter: strict({ words }),
      imaging: strict({ words }),
      benefits: strict({ verified: matching(`^${DATE}`), words }),
      auth: list(strict({ through: date, words })),
      ok: list(strict({ words })),
      codes: list(
        strict(
          {
            code: matching('^(\\d{4}[0-9AFMTU]|[A-Z]\\d{4})$'),
            modifiers: { ...list(matching('^[A-Z0-9]{2}$')), maxItems: 4, uniqueItems: true },
            units: { type: 'integer', minimum: 1 },
            pointers: matching('^[A-L]{1,4}$'),
            charge: money,
            ndc: text,
            text,
            unsure: { type: 'boolean' },
          },
          ['code'],
        ),
      ),
      notes: list(text),
    },
    ['date', 'services', 'patient'],
  ),
  allOf: [
    implies(serves('refill'), ['fill', 'by', 'drug', 'dx', 'codes', 'next', 'exam', 'assess', 'response']),
    implies(serves('reprogram'), ['prog', 'by', 'dx', 'codes']),
    implies(serves('interrogate'), ['read', 'by', 'dx', 'codes']),
    implies({ required: ['prog'] }, ['after']),
  ],
};

export const NOTE_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...strict(
    { defaults: strict({ mac: text, practice: text, payer: text, place: text, by, sup }), encounters: list(encounter) },
    ['encounters'],
  ),
};
