// The core goes one way down: a folder imports from those above it in this list only, and no files import each other in
// a circle.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** The folders of the core, lowest first. */
const LAYERS = [
  'collections',
  'text',
  'syntax',
  'edits',
  'fields',
  'encounter',
  'codes',
  'policy',
  'visit',
  'claim',
  'rules',
  'check',
  'workspace',
  'explain',
  'format',
  'claim-form',
  'intake',
  'export',
  'redact',
  'outcomes',
  'report',
  'editor',
];
/** The only file of the core that lies in no folder: the interface of the core. */
const INTERFACE = 'language.ts';

const root = path.resolve(import.meta.dirname, '../..');
const core = 'server/src/core';

const sourcesOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'));

/** The files of the project that a file imports, types included. */
function importsOf(file: string, known: ReadonlySet<string>): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const statements = /^(?:import|export)\b(?:[^;'"]*\bfrom)?\s*'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)/gm;
  return [...text.matchAll(statements)].flatMap(([, named, called]) => {
    const target = path.posix.join(path.posix.dirname(file), (named ?? called)!.replace(/\.js$/, ''));
    return [`${target}.ts`, `${target}/index.ts`, target].find(name => known.has(name)) ?? [];
  });
}

/** Circles of imports, each as a list of files; a file that is in none is in no list. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const entered = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    const index = entered.size;
    entered.set(file, index);
    lowest.set(file, index);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!entered.has(next)) visit(next);
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== index) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!entered.has(file)) visit(file);
  return circles;
}

const layerOf = (file: string): string => path.posix.relative(core, file).split('/')[0]!;
const rankOf = (file: string): number => (layerOf(file) === INTERFACE ? LAYERS.length : LAYERS.indexOf(layerOf(file)));

const product = ['server/src', 'client/src', 'protocol'].flatMap(sourcesOf);
const known = new Set(product);
const imports = new Map(product.map(file => [file, importsOf(file, known)]));

describe('the layers of the core', () => {
  it('are its folders, and no file but its interface lies beside them', () => {
    const inCore = product.filter(file => file.startsWith(`${core}/`));
    expect(inCore.length).toBeGreaterThan(200);
    expect([...new Set(inCore.map(layerOf))].sort()).toEqual([...LAYERS, INTERFACE].sort());
  });

  it('import from lower layers only', () => {
    const upward = product.flatMap(file =>
      file.startsWith(`${core}/`)
        ? imports.get(file)!.flatMap(to => (rankOf(to) > rankOf(file) ? [`${file} imports ${to}`] : []))
        : [],
    );
    expect(upward).toEqual([]);
  });
});

describe('imports', () => {
  it('are read by this test', () => {
    expect(imports.get(`${core}/${INTERFACE}`)!.length).toBeGreaterThan(3);
    expect(circlesOf(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['e'] })))).toEqual([
      ['b', 'c'],
      ['e'],
    ]);
  });

  it('go in no circle', () => {
    expect(circlesOf(imports)).toEqual([]);
  });
});
