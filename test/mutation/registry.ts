// Stands in for vitest where tests are run again and again in one warm process: it collects what vitest would run.
import { expect } from 'vitest';

export { expect };

export interface Test {
  /** The file and the names around it. */
  readonly name: string;
  run(): unknown;
}

interface Group {
  readonly names: readonly string[];
  readonly before: (() => unknown)[];
  isPrepared: boolean;
  readonly parent: Group | undefined;
}

export const tests: Test[] = [];
let group: Group = { names: [], before: [], isPrepared: false, parent: undefined };

/** Names the file whose tests are collected next. */
export function enterFile(name: string): void {
  group = { names: [name], before: [], isPrepared: false, parent: undefined };
}

async function prepare(of: Group | undefined): Promise<void> {
  if (!of || of.isPrepared) return;
  await prepare(of.parent);
  of.isPrepared = true;
  for (const one of of.before) await one();
}

function add(name: string, body: () => unknown): void {
  const own = group;
  tests.push({
    name: [...own.names, name].join(' › '),
    run: async () => {
      await prepare(own);
      await body();
    },
  });
}

function enclose(name: string, body: () => void): void {
  const outer = group;
  group = { names: [...outer.names, name], before: [], isPrepared: false, parent: outer };
  body();
  group = outer;
}

const spread = (row: unknown): unknown[] => (Array.isArray(row) ? row : [row]);
const each =
  (register: (name: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: (...values: unknown[]) => unknown): void =>
    rows.forEach((row, i) => register(`${name} #${i}`, () => body(...spread(row))));

const registering = () =>
  Object.assign((name: string, body: () => unknown): void => add(name, body), { each: each(add) });

export const it = registering();
export const test = registering();
export const describe = Object.assign(enclose, { each: each(enclose) });
export const beforeAll = (body: () => unknown): void => void group.before.push(body);
export const afterAll = (): void => {};
