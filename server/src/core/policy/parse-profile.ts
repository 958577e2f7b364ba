import { canonicalRuleId } from '../syntax/rule-id.js';
import { readDate } from '../encounter/date.js';
import type { Level, ParameterName, ParameterValues, PayerNote, Period, Profile, ProfileProblem } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** What a profile may name, apart from other profiles. */
export interface Nameable {
  /** Rule ids, for `severity` and `documentation`. */
  readonly rules: ReadonlySet<string>;
  /** Whether a drug can be billed by the code when it is compounded. */
  isCompoundCode(code: string): boolean;
  isPlace(code: string): boolean;
}

/**
 * Reads a profile from parsed JSON. It says the same as `server/data/schemas/profile.schema.json`, which editors use
 * for completion, and names each error by its JSON pointer. A profile with an error is not used at all: half a policy
 * is no policy.
 * @param known left out, every rule, code and place passes that is well-formed
 */
export function parseProfile(
  json: unknown,
  known?: Nameable,
): { profile: Profile } | { problems: readonly ProfileProblem[] } {
  const problems: ProfileProblem[] = [];
  const profile = readProfile(json, new Reader(problems, known));
  return profile && problems.length === 0 ? { profile } : { problems };
}

type Fields = Readonly<Record<string, unknown>>;

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'hint', 'off'];
const ID = /^[a-z][a-z0-9-]*$/;
const DATE = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const HCPCS = /^[A-Z][0-9]{4}$/;
const PLACE = /^[0-9]{2}$/;

/** Typed looks at a JSON value; each notes what is wrong under the value's pointer and gives undefined. */
class Reader {
  constructor(
    private readonly problems: ProfileProblem[],
    readonly known: Nameable | undefined,
  ) {}

  fault(path: string, message: string): undefined {
    this.problems.push({ path, message });
    return undefined;
  }

  private faultOfName(path: string, message: string): void {
    this.problems.push({ path, message, ofName: true });
  }

  /** An object with no fields but these. */
  fields(value: unknown, path: string, names: readonly string[], required: readonly string[] = []): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.fault(path, 'must be an object');
    for (const name of Object.keys(value)) {
      if (!names.includes(name))
        this.faultOfName(
          `${path}/${pointer(name)}`,
          `"${name}" is not one of ${names.filter(known => known !== '$schema').join(', ')}`,
        );
    }
    for (const name of required) {
      if (!Object.hasOwn(value, name)) this.fault(path, `"${name}" is missing`);
    }
    return value as Fields;
  }

  list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T | undefined): T[] | undefined {
    if (!Array.isArray(value)) return this.fault(path, 'must be a list');
    return value.map((item, index) => read(item, `${path}/${index}`)).filter((item): item is T => item !== undefined);
  }

  text(value: unknown, path: string): string | undefined {
    return typeof value === 'string' && value !== '' ? value : this.fault(path, 'must be a text');
  }

  boolean(value: unknown, path: string): boolean | undefined {
    return typeof value === 'boolean' ? value : this.fault(path, 'must be true or false');
  }

  oneOf<T extends string>(value: unknown, path: string, values: readonly T[]): T | undefined {
    return values.find(known => known === value) ?? this.fault(path, `must be ${values.join(', ')}`);
  }

  matching(value: unknown, path: string, pattern: RegExp, what: string): string | undefined {
    return typeof value === 'string' && pattern.test(value) ? value : this.fault(path, `must be ${what}`);
  }

  date(value: unknown, path: string): IsoDate | undefined {
    const date = this.matching(value, path, DATE, 'a date such as 2026-01-01');
    return date === undefined || readDate(date).ok ? date : this.fault(path, `there is no day ${date}`);
  }

  /** A JSON number within bounds, as exact decimal text. */
  number(value: unknown, path: string, highest: number): string | undefined {
    return typeof value === 'number' && value >= 0 && value <= highest
      ? plain(value)
      : this.fault(path, `must be a number from 0 to ${highest}`);
  }

  /** Rule id → level. */
  levels(value: unknown, path: string, prefix = ''): Record<string, Level> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.fault(path, 'must be an object');
    const levels: Record<string, Level> = {};
    for (const [typed, level] of Object.entries(value)) {
      const rule = canonicalRuleId(typed);
      const at = `${path}/${pointer(typed)}`;
      if (!ID.test(rule) || !rule.startsWith(prefix) || this.known?.rules.has(rule) === false) {
        this.faultOfName(at, `no ${prefix ? `rule "${prefix}…"` : 'rule'} is called "${rule}"`);
        continue;
      }
      const read = this.oneOf(level, at, LEVELS);
      if (read) levels[rule] = read;
    }
    return levels;
  }
}

function readProfile(json: unknown, read: Reader): Profile | undefined {
  const all = [
    '$schema',
    'id',
    'title',
    'summary',
    'extends',
    'effective',
    'parameters',
    'severity',
    'notes',
    'sources',
  ];
  const fields = read.fields(json, '', all, ['id', 'title']);
  if (!fields) return undefined;
  const optional = <T>(name: string, look: (value: unknown, path: string) => T | undefined): T | undefined =>
    fields[name] === undefined ? undefined : look(fields[name], `/${name}`);

  if (fields['$schema'] !== undefined) read.text(fields['$schema'], '/$schema');
  const id = optional('id', (value, path) => read.matching(value, path, ID, 'lower-case letters, digits and hyphens'));
  const title = optional('title', (value, path) => read.text(value, path));
  const summary = optional('summary', (value, path) => read.text(value, path)) ?? title;
  const base = optional('extends', (value, path) => read.matching(value, path, ID, 'the id of a profile'));
  const effective = optional('effective', (value, path) => period(read, value, path));
  const parameters = optional('parameters', (value, path) => readParameters(read, value, path)) ?? {};
  const severity = optional('severity', (value, path) => read.levels(value, path)) ?? {};
  const notes =
    optional('notes', (value, path) => read.list(value, path, (item, at) => readNote(read, item, at))) ?? [];
  const sources = optional('sources', (value, path) => read.list(value, path, (item, at) => read.text(item, at))) ?? [];
  if (!id || !title || !summary) return undefined;
  return {
    id,
    title,
    summary,
    ...(base && { extends: base }),
    ...(effective && { effective }),
    parameters,
    severity,
    notes,
    sources,
  };
}

function period(read: Reader, value: unknown, path: string): Period | undefined {
  const fields = read.fields(value, path, ['from', 'to']);
  if (!fields) return undefined;
  const from = fields['from'] === undefined ? undefined : read.date(fields['from'], `${path}/from`);
  const to = fields['to'] === undefined ? undefined : read.date(fields['to'], `${path}/to`);
  if (from && to && to < from) read.fault(`${path}/to`, 'ends before it begins');
  return { ...(from && { from }), ...(to && { to }) };
}

function readNote(read: Reader, value: unknown, path: string): PayerNote | undefined {
  const fields = read.fields(value, path, ['text', 'source', 'unverified'], ['text']);
  const text = fields && read.text(fields['text'], `${path}/text`);
  return text ? { text, ...ground(read, fields, path) } : undefined;
}

function ground(read: Reader, fields: Fields, path: string): { source?: string; unverified?: string } {
  const source = fields['source'] === undefined ? undefined : read.text(fields['source'], `${path}/source`);
  const unverified =
    fields['unverified'] === undefined ? undefined : read.text(fields['unverified'], `${path}/unverified`);
  return { ...(source && { source }), ...(unverified && { unverified }) };
}

/** How the value of each parameter is read. */
const VALUES: {
  readonly [K in ParameterName]: (read: Reader, value: unknown, path: string) => ParameterValues[K] | undefined;
} = {
  reprogramRequires: (read, value, path) => read.oneOf(value, path, ['change', 'volume']),
  kd: (read, value, path) => read.oneOf(value, path, ['required', 'off']),
  ndc: (read, value, path) => read.oneOf(value, path, ['required', 'off']),
  documentation: (read, value, path) => read.levels(value, path, 'doc-'),
  singleClaim: (read, value, path) => read.boolean(value, path),
  emModifier25: (read, value, path) => read.boolean(value, path),
  alarmResidual: (read, value, path) => read.number(value, path, 100),
  earlyRefillShare: (read, value, path) => read.number(value, path, 1),

  compoundCode: (read, value, path) => {
    const fields = read.fields(value, path, ['codes', 'perIngredient'], ['codes']);
    if (!fields) return undefined;
    const codes = read.list(fields['codes'], `${path}/codes`, (item, at) => {
      const entry = read.fields(item, at, ['code', 'from', 'to'], ['code']);
      const code = entry && read.matching(entry['code'], `${at}/code`, HCPCS, 'a HCPCS code such as J7999');
      if (!code) return undefined;
      if (read.known?.isCompoundCode(code) === false)
        return read.fault(`${at}/code`, `${code} is not a code for unclassified or compounded drugs`);
      const { from, to } = { from: entry['from'], to: entry['to'] };
      return { code, ...period(read, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, at) };
    });
    if (codes?.length === 0) read.fault(`${path}/codes`, 'names no code');
    codes?.forEach((entry, i) => {
      const other = codes.slice(0, i).find(earlier => overlap(earlier, entry));
      if (other) read.fault(`${path}/codes`, `${other.code} and ${entry.code} hold on the same days`);
    });
    const perIngredient =
      fields['perIngredient'] === undefined ? false : read.boolean(fields['perIngredient'], `${path}/perIngredient`);
    return codes && perIngredient !== undefined ? { codes, perIngredient } : undefined;
  },

  wasteModifiers: (read, value, path) => {
    if (value === 'off') return 'off';
    const fields = read.fields(value, path, ['jwFrom', 'jzFrom', 'compounds', 'notInPlaces'], ['jwFrom', 'jzFrom']);
    if (!fields) return undefined;
    const jwFrom = read.date(fields['jwFrom'], `${path}/jwFrom`);
    const jzFrom = read.date(fields['jzFrom'], `${path}/jzFrom`);
    const compounds =
      fields['compounds'] === undefined ? false : read.boolean(fields['compounds'], `${path}/compounds`);
    const notInPlaces =
      fields['notInPlaces'] === undefined
        ? []
        : read.list(fields['notInPlaces'], `${path}/notInPlaces`, (item, at) => {
            const place = read.matching(item, at, PLACE, 'a place-of-service code such as 50');
            return place && read.known?.isPlace(place) === false
              ? read.fault(at, `${place} is no place of service`)
              : place;
          });
    return jwFrom && jzFrom && compounds !== undefined && notInPlaces
      ? { jwFrom, jzFrom, compounds, notInPlaces }
      : undefined;
  },

  residualThreshold: (read, value, path) => {
    const fields = read.fields(value, path, ['default', 'smallReservoir'], ['default', 'smallReservoir']);
    const small =
      fields &&
      read.fields(fields['smallReservoir'], `${path}/smallReservoir`, ['upTo', 'threshold'], ['upTo', 'threshold']);
    if (!small) return undefined;
    const general = read.number(fields['default'], `${path}/default`, 100);
    const upTo = read.number(small['upTo'], `${path}/smallReservoir/upTo`, 100);
    const threshold = read.number(small['threshold'], `${path}/smallReservoir/threshold`, 100);
    return general && upTo && threshold ? { default: general, smallReservoir: { upTo, threshold } } : undefined;
  },

  audioVideoSupervision: (read, value, path) => {
    if (value === 'off') return {};
    const fields = read.fields(value, path, ['from', 'notWithGlobalDaysFrom'], ['from']);
    const from = fields && read.date(fields['from'], `${path}/from`);
    if (!from) return undefined;
    if (fields['notWithGlobalDaysFrom'] === undefined) return { from };
    const without = read.date(fields['notWithGlobalDaysFrom'], `${path}/notWithGlobalDaysFrom`);
    return without ? { from, notWithGlobalDaysFrom: without } : undefined;
  },
};

function overlap(a: Period, b: Period): boolean {
  const end = (period: Period): IsoDate => period.to ?? '9999-12-31';
  return (a.from ?? '') <= end(b) && (b.from ?? '') <= end(a);
}

const NO_SOURCE = 'The profile names no source.';

function readParameters(read: Reader, value: unknown, path: string): Profile['parameters'] | undefined {
  const names = Object.keys(VALUES) as ParameterName[];
  const fields = read.fields(value, path, names);
  if (!fields) return undefined;
  const parameters: Record<string, unknown> = {};
  for (const name of names) {
    if (fields[name] === undefined) continue;
    const at = `${path}/${name}`;
    const parameter = read.fields(fields[name], at, ['value', 'source', 'unverified'], ['value']);
    if (!parameter || parameter['value'] === undefined) continue;
    const result = VALUES[name](read, parameter['value'], `${at}/value`);
    const { source, unverified } = ground(read, parameter, at);
    if (result === undefined) continue;
    const doubt = unverified ?? (source ? undefined : NO_SOURCE);
    parameters[name] = { value: result, ...(source && { source }), ...(doubt && { unverified: doubt }) };
  }
  return parameters;
}

/** A field name as a JSON pointer writes it. */
function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The shortest decimal of a JSON number, without an exponent: numbers below a millionth count as 0. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? '0' : text;
}
