// Cuts a note into the tokens that a coder types, without any help of the parser or the completion under test.

export type TokenKind =
  | 'service'
  | 'patient'
  | 'tag'
  | 'key'
  | 'keyword'
  | 'unit'
  | 'sign'
  | 'model'
  | 'credential'
  | 'initials'
  | 'drug'
  | 'diagnosis'
  | 'alarm date'
  | 'code'
  | 'modifier'
  | 'units'
  | 'pointer'
  | 'charge'
  | 'text'
  | 'rule'
  | 'contractor'
  | 'needle';

/** Tokens that cannot be known before they are typed. The walk leaves out nothing else. */
export type Unknowable = 'free number' | 'date' | 'serial, lot or identifier' | 'prose';

export interface NoteToken {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: TokenKind | Unknowable;
}

const UNKNOWABLE: ReadonlySet<string> = new Set<Unknowable>([
  'free number',
  'date',
  'serial, lot or identifier',
  'prose',
]);

export function isKnowable(token: NoteToken): token is NoteToken & { kind: TokenKind } {
  return !UNKNOWABLE.has(token.kind);
}

type Shape = readonly (readonly [pattern: string, ...kinds: (TokenKind | Unknowable)[]])[];

const AMOUNT = '([\\d.,]+)(?: |(?=[a-zA-Z%]))([a-zA-Zµ%/]+)';
const CREDENTIAL = '([A-Za-z]+(?:-C)?)(?: ([A-Z]{2,3}))?';

/**
 * The items of each key: a pattern for the whole item, and what its groups are. The first that fits decides; no fit is
 * prose.
 */
const PUMP: Shape = [
  ['(sn) (\\S+)', 'keyword', 'serial, lot or identifier'],
  ['(ERI) (\\d+) (mo)', 'keyword', 'free number', 'unit'],
  [AMOUNT, 'free number', 'unit'],
  ['(IT|IV|IA|intrathecal|epidural|intraventricular|intravenous|intra-arterial)', 'keyword'],
  ['(programmable|constant-flow|reservoir|port|external|neurostimulator)', 'keyword'],
];
const STATUS: Shape = [
  [`(expected|volume|dose) ${AMOUNT}`, 'keyword', 'free number', 'unit'],
  ['(alarms) (none)', 'keyword', 'keyword'],
  ['(battery) (good|low)', 'keyword', 'keyword'],
  ['(log|alarms|battery) (.+)', 'keyword', 'prose'],
];
const REASON: Shape[number] = ['(reason) (".*")', 'keyword', 'prose'];
const SHAPES: Readonly<Record<string, Shape>> = {
  pump: [...PUMP, ['(.+)', 'model']],
  device: [['(out) (\\S+)', 'keyword', 'serial, lot or identifier'], ['(in) (.+)', 'keyword', 'model'], ...PUMP],
  by: [
    ['(npi) (\\d+)', 'keyword', 'serial, lot or identifier'],
    ['(taxonomy) (\\S+)', 'keyword', 'keyword'],
    [`(read|prog) ${CREDENTIAL}`, 'keyword', 'credential', 'initials'],
    [CREDENTIAL, 'credential', 'initials'],
  ],
  sup: [
    ['(in suite|in building|by phone|virtual)', 'keyword'],
    [`(plan by) ${CREDENTIAL}`, 'keyword', 'credential', 'initials'],
    [CREDENTIAL, 'credential', 'initials'],
  ],
  prep: [['(identity|consent|vitals|allergies|anticoagulation)', 'keyword']],
  read: STATUS,
  after: STATUS,
  fill: [
    [`(out|in) ${AMOUNT}`, 'keyword', 'free number', 'unit'],
    ['(needle) (\\S+)', 'keyword', 'needle'],
    ['(template|aseptic)', 'keyword'],
    ['(attempts) (\\d+)', 'keyword', 'free number'],
    REASON,
  ],
  prog: [
    ['(none|volume only)', 'keyword'],
    [`(dose|rate|concentration) ([\\d.]+) (->) ${AMOUNT}`, 'keyword', 'free number', 'sign', 'free number', 'unit'],
    ['(mode|bolus|bridge) (.+)', 'keyword', 'prose'],
    REASON,
  ],
  drug: [
    ['(commercial|compounded|practice|pharmacy|patient|hospital|mdv|not given)', 'keyword'],
    [`(sdv) (\\d+) (x) ${AMOUNT}`, 'keyword', 'free number', 'sign', 'free number', 'unit'],
    [`(waste) ${AMOUNT}`, 'keyword', 'free number', 'unit'],
    ['(lot|rx|ndc) (\\S+)', 'keyword', 'serial, lot or identifier'],
    ['(exp) (\\S+)', 'keyword', 'date'],
    ['(invoice) (\\$?\\S+)', 'keyword', 'free number'],
    [AMOUNT, 'free number', 'unit'],
    [
      `(.+?) ${AMOUNT}(?: (\\+) (.+?) ${AMOUNT})?(?: (\\+) (.+?) ${AMOUNT})?`,
      'drug',
      'free number',
      'unit',
      'sign',
      'drug',
      'free number',
      'unit',
      'sign',
      'drug',
      'free number',
      'unit',
    ],
  ],
  dx: [['([A-Z]\\d\\w[.\\w]*)(?: (.+))?', 'diagnosis', 'prose']],
  next: [
    ['(alarm) (\\S+)', 'keyword', 'alarm date'],
    ['(\\d\\S+)', 'date'],
  ],
  stop: [['((?:before|after)-(?:start|anesthesia)|in room|anesthesia planned|elective)', 'keyword'], REASON],
  catheter: [['(kept|new|revised|removed|no laminectomy|laminectomy)', 'keyword']],
  imaging: [['(none|fluoro|ultrasound)', 'keyword']],
  benefits: [['(verified) (\\d\\S+)', 'keyword', 'date']],
  auth: [
    ['(through) (\\S+)', 'keyword', 'date'],
    ['([0-9A-Z]\\d{4})(?: ([0-9A-Z]\\d{4}))?', 'code', 'code'],
    ['(\\S+)', 'serial, lot or identifier'],
  ],
  ok: [
    ['([a-z0-9-]+) (".*")', 'rule', 'prose'],
    ['(".*")', 'prose'],
    ['([A-Z]{2,3})', 'initials'],
    ['([a-z0-9-]+)', 'rule'],
  ],
  mac: [['(\\S+)', 'contractor']],
  place: [['(\\S+)', 'keyword']],
  payer: [['(\\S+)', 'keyword']],
};

const NUMBER: Shape = [['(\\S+)', 'serial, lot or identifier']];

/** Every token of a note, top to bottom. */
export function tokensOf(note: string): readonly NoteToken[] {
  const tokens: NoteToken[] = [];
  let fenced = false;
  note.split(/\r\n|\n|\r/).forEach((text, line) => {
    if (text.trim() === '"""') fenced = !fenced;
    else if (!fenced) for (const token of tokensOfLine(text)) if (token.text) tokens.push({ ...token, line });
  });
  return tokens;
}

type Found = Omit<NoteToken, 'line'>;

function tokensOfLine(text: string): Found[] {
  if (/^\s*(;|\||$)/.test(text)) return [];
  if (/^\d{4}-\d\d-\d\d /.test(text)) return header(text);
  const field = /^([a-z-]+):/.exec(text);
  if (field)
    return [
      { start: 0, end: field[1]!.length, text: field[1]!, kind: 'key' },
      ...value(text, field[1]!, field[0].length),
    ];
  return code(text);
}

function header(text: string): Found[] {
  const found: Found[] = [];
  let patient = false;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (index === 0) found.push({ start: 0, end: word.length, text: word, kind: 'date' });
    else if (/^[@#!]|=/.test(word)) found.push({ start: index, end: index + word.length, text: word, kind: 'tag' });
    else if (/^[a-z+]+$/.test(word))
      for (const part of word.matchAll(/[a-z]+/g))
        found.push({
          start: index + part.index,
          end: index + part.index + part[0].length,
          text: part[0],
          kind: 'service',
        });
    else {
      found.push({ start: index, end: index + word.length, text: word, kind: patient ? 'prose' : 'patient' });
      patient = true;
    }
  }
  return found;
}

function value(text: string, key: string, from: number): Found[] {
  const shape = SHAPES[key];
  const found: Found[] = [];
  for (const { 0: item, index } of text.slice(from).matchAll(/(?:"[^"]*"|\d,\d|[^,])+/g)) {
    const start = from + index + (item.length - item.trimStart().length);
    const isNumber = key === 'auth' && index <= 1; // the payer's own number may look like a code
    found.push(...itemTokens(item.trim(), start, isNumber ? NUMBER : (shape ?? [])));
  }
  return found;
}

function itemTokens(item: string, start: number, shape: Shape): Found[] {
  for (const [pattern, ...kinds] of shape) {
    const match = new RegExp(`^${pattern}$`, 'd').exec(item);
    if (!match) continue;
    return kinds.flatMap((kind, i): Found[] => {
      const at = match.indices![i + 1];
      return at ? [{ start: start + at[0], end: start + at[1], text: item.slice(at[0], at[1]), kind }] : [];
    });
  }
  return item ? [{ start, end: start + item.length, text: item, kind: 'prose' }] : [];
}

function code(text: string): Found[] {
  const head = /^(?:\? )?([0-9A-Z]\d{3}[0-9A-Z])((?:-[0-9A-Z]{2})*)/.exec(text);
  if (!head) return [{ start: 0, end: text.length, text, kind: 'prose' }];
  const start = head[0].indexOf(head[1]!);
  const found: Found[] = [{ start, end: start + 5, text: head[1]!, kind: 'code' }];
  for (let at = start + 6; at < head[0].length; at += 3)
    found.push({ start: at, end: at + 2, text: text.slice(at, at + 2), kind: 'modifier' });
  for (const { 0: part, index } of text.slice(head[0].length).matchAll(/"[^"]*"|\S+/g)) {
    const at = head[0].length + index;
    if (part.startsWith('@'))
      for (let i = 1; i < part.length; i++)
        found.push({ start: at + i, end: at + i + 1, text: part[i]!, kind: 'pointer' });
    else
      found.push({
        start: at,
        end: at + part.length,
        text: part,
        kind: KINDS.find(([form]) => form.test(part))![1],
      });
  }
  return found;
}

/** What a part of a code line is, by how it begins. */
const KINDS = [
  [/^"/, 'text'],
  [/^\$/, 'charge'],
  [/^x\d+$/, 'units'],
  [/^/, 'prose'],
] as const;
