// A note as JSON: the same encounters with every word of them, for the peers that read JSON or YAML.
// Made from the lines of the parser, so that slips go along: what a key does not know is under `words`, a stray line
// under `notes`.

/** @param note what the core's `parseNote` gives. @returns the defaults of the file and its encounters */
export function toJson({ blocks: [defaults, ...encounters] }) {
  return {
    ...(defaults.lines.length ? { defaults: fieldsOf(defaults) } : {}),
    encounters: encounters.map(block => ({ ...headerOf(block.header), ...fieldsOf(block) })),
  };
}

function headerOf({ date, services, patient, tags, misfits }) {
  const names = kind =>
    tags.filter(tag => tag.kind === kind).map(({ name, value }) => (value ? `${name.text}=${value.text}` : name.text));
  const row = {
    date: date.text,
    services: services.map(({ text }) => text),
    patient: patient?.text,
    place: names('place'),
    payers: names('payer'),
    flags: names('flag'),
    settings: names('setting'),
    misfits: misfits.map(({ text }) => text),
  };
  return withoutEmpty(row);
}

function fieldsOf({ lines }) {
  const form = {};
  for (const line of lines) {
    switch (line.kind) {
      case 'field': {
        const key = line.key.text,
          value = fieldOf(
            key.toLowerCase(),
            line.items.map(({ text }) => text),
          );
        if (REPEATED.has(key)) (form[key] ??= []).push(value);
        else form[key] = value;
        break;
      }
      case 'code':
        (form.codes ??= []).push(codeOf(line));
        break;
      case 'narrative':
      case 'fenced':
      case 'stray':
      case 'comment':
        (form.notes ??= []).push(line.text.text);
    }
  }
  return form;
}

const REPEATED = new Set(['drug', 'device', 'query', 'ok', 'auth']);
const TEXT = new Set(['exam', 'assess', 'em', 'response', 'observe', 'query', 'mac', 'practice', 'payer', 'place']);

/** Words that name the value after them, by key; the name of the property is the word in camel case. */
const NAMED = {
  pump: ['sn', 'ERI'],
  device: ['sn', 'ERI', 'out', 'in'],
  by: ['npi', 'taxonomy', 'read', 'prog'],
  sup: ['plan by'],
  read: ['expected', 'dose', 'alarms', 'log', 'battery'],
  after: ['volume', 'expected', 'dose', 'alarms', 'log', 'battery'],
  fill: ['out', 'in', 'needle', 'attempts', 'reason'],
  prog: ['dose', 'concentration', 'mode', 'bolus', 'bridge', 'reason'],
  drug: ['sdv', 'lot', 'exp', 'ndc', 'rx', 'invoice', 'waste'],
  next: ['alarm'],
  benefits: ['verified'],
  auth: ['through'],
  stop: ['reason'],
};

function fieldOf(key, items) {
  if (TEXT.has(key) || items.length === 0) return items.join(', ');
  if (key === 'dx')
    return items.map(item => {
      const [code, ...words] = item.split(' ');
      return words.length ? { code, words: words.join(' ') } : { code };
    });
  const form = {},
    words = [];
  items.forEach((item, i) => {
    const word = NAMED[key]?.find(name => item.startsWith(`${name} `));
    const name = word ? camel(word) : unnamed(key, item, i);
    if (!name || name in form) words.push(item);
    else form[name] = word ? item.slice(word.length + 1).replace(/^"([^"]*)"$/, '$1') : item;
  });
  return words.length ? { ...form, words } : form;
}

/** What an item is that no word names. */
function unnamed(key, item, i) {
  const isKnown = UNNAMED[key]?.find(([, is]) => is(item, i));
  return isKnown?.[0];
}

const ROUTES = new Set(['IT', 'intrathecal', 'epidural', 'intraventricular', 'IV', 'IA']);
const PUMP_KINDS = new Set(['programmable', 'constant-flow', 'reservoir']);
const PREPARED = new Set(['commercial', 'compounded']);
const OWNERS = new Set(['practice', 'pharmacy', 'patient', 'hospital']);
const isVolume = item => /^[\d.]+ mL$/.test(item);
const isFirst = (_, i) => i === 0;
const DEVICE = [
  ['reservoir', isVolume],
  ['route', item => ROUTES.has(item)],
  ['type', item => PUMP_KINDS.has(item)],
  ['model', isFirst],
];
/** By field, the first that an item is. */
const UNNAMED = {
  pump: DEVICE,
  device: DEVICE,
  drug: [
    ['contents', isFirst],
    ['volume', isVolume],
    ['prepared', item => PREPARED.has(item)],
    ['owner', item => OWNERS.has(item)],
  ],
  by: [['who', isFirst]],
  sup: [['who', isFirst]],
  next: [['visit', isFirst]],
};

function codeOf({ code, modifiers, parts, unsure }) {
  const form = {
    code: code.text,
    modifiers: modifiers.map(({ text }) => text),
    misfits: parts.filter(({ kind }) => kind === 'misfit').map(({ token }) => token.text),
  };
  for (const part of parts) {
    if (part.kind === 'units') form.units = part.value;
    else if (part.kind === 'pointers') form.pointers = part.letters;
    else if (part.kind === 'charge') form.charge = part.amount;
    else if (part.kind === 'ndc') form.ndc = part.value.text;
    else if (part.kind === 'text') form.text = part.value;
  }
  return withoutEmpty(unsure ? { ...form, unsure: true } : form);
}

function withoutEmpty(form) {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)),
  );
}

function camel(words) {
  return words.toLowerCase().replace(/ (\w)/g, (_, letter) => letter.toUpperCase());
}

/** The words of a note that its JSON has lost: none, or the comparison would be of different contents. */
export function lostWords(text, json) {
  const held = new Map();
  const count = (words, by) =>
    words
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.forEach(word => held.set(word, (held.get(word) ?? 0) + by));
  count(JSON.stringify(json).replaceAll('planBy', 'plan by'), 1);
  count(text.replace(/ x(?=\d)/g, ' '), -1); // the sign of units
  return [...held].filter(([, n]) => n < 0).map(([word]) => word);
}
