// The borders between the program's parts, as ARCHITECTURE.md draws them. Each test names the file that crosses one.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packedFiles } from '../../scripts/lib/packed-files.mjs';
import { RULES } from '../../server/src/core/check/catalog';

const root = path.resolve(import.meta.dirname, '../..');
const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => path.posix.join(folder, file.split(path.sep).join('/')));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const core = sources('server/src/core');
const product = [...sources('client/src'), ...sources('server')];

/** What a file imports: `./x` as a path from the root, anything else as it is written. */
function importsOf(file: string): string[] {
  const statements = /^(?:import|export)\b(?:[^;'"]*\bfrom)?\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)/gm;
  const specifiers = [...read(file).matchAll(statements)].map(([, named, called]) => named ?? called ?? '');
  return specifiers.map(specifier =>
    specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
  );
}

/** `file imports x`, for each import of these files that is not allowed. */
const crossings = (files: string[], allowed: (imported: string, file: string) => boolean): string[] =>
  files.flatMap(file =>
    importsOf(file)
      .filter(imported => !allowed(imported, file))
      .map(imported => `${file} imports ${imported}`),
  );

/** `file: text`, for each place in these files where the pattern matches outside of comments. */
const uses = (files: string[], pattern: RegExp): string[] =>
  files.flatMap(file => [...withoutComments(read(file)).matchAll(pattern)].map(match => `${file}: ${match[0]}`));

const withoutComments = (code: string): string => code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

describe('the parts of the program', () => {
  it('are found by these tests', () => {
    expect(core.length).toBeGreaterThan(20);
    expect(importsOf('client/src/client.node.ts')).toContain('vscode-languageclient/node');
  });

  it('the core imports nothing outside the core and its data, except for decimal arithmetic and compression', () => {
    const inside = /^server\/(src\/core|data)(\/|$)/;
    expect(
      crossings(core, imported => inside.test(imported) || imported === 'big.js' || imported === 'fflate'),
    ).toEqual([]);
  });

  it("the core asks neither the clock, nor chance, nor the machine's language", () => {
    const impure = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bIntl\.|\.toLocale\w*|\.localeCompare\b/g;
    expect(uses(core, impure)).toEqual([]);
  });

  it("only the LSP part and the server's entries know the language-server library", () => {
    const mayKnow = /^server\/src\/(lsp\/|main\.)/;
    expect(
      crossings(product, (imported, file) => !imported.startsWith('vscode-languageserver') || mayKnow.test(file)),
    ).toEqual([]);
  });

  it('the core holds no module-level mutable state', () => {
    const mutable = [
      /^(?:export )?let /m,
      /^(?:export )?const \w+(?:: (?!Readonly)[^=\n]*)? = new (?:Map|Set|WeakMap|WeakSet)(?:<[^\n]*>)?\(\)/m,
      /^(?:export )?const \w+(?:: (?!readonly |Readonly)[^=\n]*)? = (?:\[\]|\{\});$/m,
    ];
    const found = core.filter(file => mutable.some(one => one.test(read(file))));
    expect(found).toEqual([]);
    for (const line of ['let last;', 'const KNOWN = new WeakMap<Block, X>();', 'const SEEN: string[] = [];'])
      expect(
        mutable.some(one => one.test(line)),
        line,
      ).toBe(true);
  });

  it('only the client knows VS Code', () => {
    const ofVsCode = /^vscode$|^vscode-languageclient(\/|$)/;
    expect(crossings(product, (imported, file) => !ofVsCode.test(imported) || file.startsWith('client/'))).toEqual([]);
  });

  it("the client knows nothing of the server's code", () => {
    expect(crossings(sources('client/src'), imported => !imported.startsWith('server/'))).toEqual([]);
  });

  it('no part opens a network connection or has telemetry', () => {
    const network = /^(node:)?(http|https|http2|net|tls|dgram|dns)(\/|$)|^(undici|ws|axios|node-fetch|got)$/;
    expect(crossings(product, imported => !network.test(imported))).toEqual([]);
    expect(uses(product, /\btelemetry\/event\b|TelemetryLogger|TelemetrySender|telemetry\.logEvent/gi)).toEqual([]);
    expect(uses(product, /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b/g)).toEqual([]);
  });
});

describe('what is shipped', () => {
  it('the lock file holds no download address', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  });

  it('the lock file is whole: it knows every package that one of its packages asks for, on every platform', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, Record<'dependencies' | 'optionalDependencies', Record<string, string>>>;
    };
    const known = new Set(Object.keys(packages).map(folder => folder.replace(/^.*node_modules\//, '')));
    const asked = Object.values(packages).flatMap(({ dependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...optionalDependencies }),
    );
    expect(asked.filter(name => !known.has(name))).toEqual([]);
  });

  it('names its owner by one placeholder, in the manifest only', () => {
    const { repository, bugs } = JSON.parse(read('package.json'));
    expect(bugs.url).toBe(`${repository.url.replace(/\.git$/, '')}/issues`);
    const shown = ['README.md', 'SECURITY.md', 'STYLE.md', 'client/package.json', 'scripts/package.mjs'];
    expect(shown.filter(file => existsSync(path.join(root, file)) && read(file).includes('github.com/'))).toEqual([]);
  });

  it("no library is left for the user's machine to install", () => {
    expect(JSON.parse(read('package.json'))).not.toHaveProperty('dependencies');
  });

  it('the package holds every file that the manifest names, and nothing of the sources', () => {
    const { main, browser, bin, icon, contributes } = JSON.parse(read('package.json'));
    const named: string[] = [
      main,
      browser,
      'dist/browser/server.js',
      ...Object.values<string>(bin),
      icon,
      ...contributes.languages.flatMap((language: { configuration?: string }) => language.configuration ?? []),
      ...[...contributes.grammars, ...contributes.snippets].map((one: { path: string }) => one.path),
      ...contributes.jsonValidation.map((one: { url: string }) => one.url),
    ];
    const packed: string[] = packedFiles(root);
    expect(
      named.filter(file => !existsSync(path.join(root, file)) || !packed.includes(path.posix.normalize(file))),
    ).toEqual([]);
    const atRunTime =
      /^(dist\/(browser\/)?[^/]+\.js|dist\/THIRD-PARTY-NOTICES\.txt|dist\/sbom\.cdx\.json|syntaxes|snippets|media|docs|server\/data\/schemas\/|[^/]+\.(md|json)|LICENSE)/;
    expect(packed.filter(file => !atRunTime.test(file))).toEqual([]);
  });

  it('no bundle holds a module that could open a connection, and those for a browser hold none of Node', () => {
    const modulesIn = (bundle: string): string[] =>
      [...read(bundle).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name!.replace(/^node:/, ''));
    const network = /^(https?|http2|net|tls|dgram|dns|inspector)(\/|$)/;
    for (const name of ['extension', 'client', 'server.main', 'cli.main', 'mcp']) {
      const bundle = `dist/${name}.js`;
      expect([bundle, modulesIn(bundle).filter(one => network.test(one))]).toEqual([bundle, []]);
    }
    expect(new Set(modulesIn('dist/extension.js'))).toEqual(new Set(['vscode', './client.js']));
    expect(new Set(modulesIn('dist/browser/extension.js'))).toEqual(new Set(['vscode']));
    expect(modulesIn('dist/browser/server.js')).toEqual([]);
  });

  it('texts for editors have no emoji or sign that needs a special font', () => {
    const shown = ['server/src/core/editor', 'server/src/lsp', 'client/src'].flatMap(sources);
    expect(uses(shown, /[\u2600-\u27bf\u25cc\u{1f000}-\u{1faff}]/gu)).toEqual([]);
  });

  it('the settings know the rules', () => {
    const groups: { properties: Record<string, object> }[] = JSON.parse(read('package.json')).contributes.configuration;
    const rules = groups.map(({ properties }) => properties['encounterNotes.rules']).find(Boolean) as {
      properties: Record<string, { description: string }>;
    };
    expect(Object.entries(rules.properties).map(([id, { description }]) => [id, description])).toEqual(
      RULES.map(({ id, title }) => [id, title]),
    );
  });

  it('the bundles keep within their budgets', () => {
    const budgets = {
      extension: 10, // VS Code waits until it is loaded
      client: 550,
      'server.main': 2100,
      'cli.main': 2000,
      'icd10cm-codes': 700,
      'browser/extension': 550,
      'browser/server': 2750,
    }; // kB
    const sizes = Object.keys(budgets).map(
      name => [name, Math.round(statSync(path.join(root, `dist/${name}.js`)).size / 1000)] as const,
    );
    console.log(`bundle sizes: ${sizes.map(([name, kB]) => `${name} ${kB} kB`).join(', ')}`);
    expect(sizes.filter(([name, kB]) => kB > budgets[name as keyof typeof budgets])).toEqual([]);
  });
});
