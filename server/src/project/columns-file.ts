import type { Node } from 'jsonc-parser';
import type { ColumnMapping } from '../core/intake/structured/columns.js';
import { doubledNames, parseJson, rangeOf, type Fault } from './located-json.js';

/** Where a folder says which columns its charge sheets have. */
export const COLUMNS_FILE = '.encounter/columns.json';

type Check = (node: Node, fail: (node: Node, message: string) => void) => void;

/**
 * Reads the text of a column mapping: JSON that may hold comments, as `server/data/schemas/columns.schema.json`
 * describes it.
 * @returns the first error if it is not sound: half a mapping would read a sheet wrong
 */
export function readColumnMapping(text: string): { readonly mapping: ColumnMapping } | { readonly fault: Fault } {
  const json = parseJson(text.replace(/^\ufeff/, ' '), true);
  if ('fault' in json) return json;
  let fault: Fault | undefined;
  const fail = (node: Node, message: string): void => {
    fault ??= { range: rangeOf(text, node), message };
  };
  for (const name of doubledNames(json.root)) fail(name, `“${name.value}” is here twice`);
  MAPPING(json.root, fail);
  return fault ? { fault } : { mapping: valueOf(json.root) as ColumnMapping };
}

function object(properties: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (node, fail) => {
    if (node.type !== 'object') return fail(node, 'an object in braces belongs here');
    const found = new Set<string>();
    for (const { children: [name, value] = [] } of node.children ?? []) {
      if (!name || !value) continue;
      const check = properties[String(name.value)];
      found.add(String(name.value));
      if (check) check(value, fail);
      else fail(name, `there is no setting “${name.value}”; expected ${Object.keys(properties).join(', ')}`);
    }
    const missing = required.find(name => !found.has(name));
    if (missing) fail(node, `“${missing}” is missing`);
  };
}

function list(check: Check, least = 0): Check {
  return (node, fail) => {
    if (node.type !== 'array') return fail(node, 'a list in brackets belongs here');
    const { children = [] } = node;
    if (children.length < least) fail(node, 'the list is empty');
    for (const child of children) check(child, fail);
  };
}

function names(pattern: RegExp, what: string): Check {
  return (node, fail) => {
    if (node.type !== 'object') return fail(node, 'an object in braces belongs here');
    for (const { children: [, value] = [] } of node.children ?? [])
      if (value && !(typeof value.value === 'string' && pattern.test(value.value))) fail(value, `${what} belongs here`);
  };
}

const TEXT: Check = (node, fail) => {
  if (typeof node.value !== 'string') fail(node, 'a text in quotes belongs here');
};

const COLUMN: Check = (node, fail) => {
  const { value } = node as { value?: unknown };
  if (!(typeof value === 'string' && value.trim()) && !(Number.isInteger(value) && (value as number) > 0))
    fail(node, 'a heading in quotes or the number of a column belongs here');
};

const COLUMNS = list(COLUMN);

const MAPPING = object(
  {
    $schema: TEXT,
    headingRow: (node, fail) => {
      if (!Number.isInteger(node.value) || (node.value as number) < 0)
        fail(node, 'the number of a row, or 0, belongs here');
    },
    dateOrder: (node, fail) => {
      if (node.value !== 'MDY' && node.value !== 'DMY') fail(node, '“MDY” or “DMY” belongs here');
    },
    columns: object(
      {
        date: COLUMN,
        patient: COLUMNS,
        place: COLUMN,
        payer: COLUMN,
        by: COLUMN,
        auth: COLUMN,
        dx: COLUMNS,
        charges: list(
          object(
            {
              code: COLUMN,
              modifiers: COLUMNS,
              units: COLUMN,
              pointers: COLUMN,
              ndc: COLUMN,
              text: COLUMN,
              charge: COLUMN,
            },
            ['code'],
          ),
          1,
        ),
      },
      ['date', 'charges'],
    ),
    payers: names(/^[a-z0-9][a-z0-9-]*$/, 'the id of a payer profile'),
    places: names(/^(?:[a-z][a-z-]*|[0-9]{2})$/, 'a place word or two digits'),
  },
  ['columns'],
);

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children: [name, value] = [] }) =>
      name && value ? [[String(name.value), valueOf(value)]] : [],
    ),
  );
}
