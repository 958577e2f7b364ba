// Which notes a path, a folder or a glob names, held against git itself where git has an opinion.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORDINARY_USER, canBeOrdinaryUser, hasCommand, readableCopy } from '../support/environment';
import { nodeFileSystem, toAddress, toPath } from '../../server/src/project/file-system.node';
import { findNotes, type Unusable } from '../../server/src/project/find-notes';
import { GitIgnore } from '../../server/src/project/gitignore';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'finding-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(...files: string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
}

function rules(file: string, ...lines: string[]): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
}

async function found(paths: readonly string[] = ['.'], { gitignore = true } = {}): Promise<string[]> {
  const { files } = await find(paths, gitignore);
  return files.map(file => path.relative(folder, toPath(file)));
}

async function unusable(...paths: string[]): Promise<readonly Unusable[]> {
  return (await find(paths)).unusable.map(({ path: address, why }) => ({ path: toPath(address), why }));
}

function find(paths: readonly string[], gitignore = true): ReturnType<typeof findNotes> {
  const ignore = gitignore ? new GitIgnore(nodeFileSystem) : undefined;
  return findNotes(nodeFileSystem, toAddress(folder), paths, ignore);
}

describe('a folder', () => {
  it('gives its notes at any depth, in one order regardless of what is named first, and nothing hidden', async () => {
    put(
      'b.encounter',
      'a/z.encounter',
      'a/B.ENCOUNTER',
      'read.me',
      '.hidden.encounter',
      '.git/x.encounter',
      'node_modules/x.encounter',
      'c/d/e.encounter',
    );
    const all = ['a/B.ENCOUNTER', 'a/z.encounter', 'b.encounter', 'c/d/e.encounter'];
    expect(await found()).toEqual(all);
    expect(await found(['c', 'b.encounter', 'a', 'a/z.encounter', '.'])).toEqual(all);
    expect(await found(['read.me', '.hidden.encounter'])).toEqual(['.hidden.encounter', 'read.me']);
  });

  it('follows no link to a folder, and takes a file that has several names once', async () => {
    put('a/one.encounter', 'b.encounter');
    symlinkSync(folder, path.join(folder, 'a/loop'));
    symlinkSync('loop-b', path.join(folder, 'loop-a'));
    symlinkSync('loop-a', path.join(folder, 'loop-b'));
    symlinkSync('b.encounter', path.join(folder, 'c.encounter'));
    linkSync(path.join(folder, 'b.encounter'), path.join(folder, 'd.encounter'));
    expect(await found()).toEqual(['a/one.encounter', 'b.encounter']);
    expect(await found(['c.encounter'])).toEqual(['c.encounter']);
    expect(await unusable(path.join(folder, 'loop-a'))).toEqual([
      { path: path.join(folder, 'loop-a'), why: 'its symbolic links go in a circle' },
    ]);
  });

  it.skipIf(!hasCommand('mkfifo'))('skips pipes', async () => {
    put('a.encounter');
    execFileSync('mkfifo', [path.join(folder, 'pipe.encounter')]);
    expect(await found()).toEqual(['a.encounter']);
  });

  it.skipIf(!canBeOrdinaryUser)('is named if it cannot be read, and the others are checked', () => {
    put('a.encounter', 'shut/b.encounter');
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'shut'), ORDINARY_USER.uid === undefined ? 0 : 0o700);
    const tools = mkdtempSync(path.join(tmpdir(), 'tools-'));
    chmodSync(tools, 0o755);
    const cli = readableCopy(path.join(import.meta.dirname, '../../dist/cli.main.js'), tools);
    const { status, stderr } = spawnSync(process.execPath, [cli, 'check', '.'], {
      cwd: folder,
      encoding: 'utf8',
      ...ORDINARY_USER,
    });
    rmSync(tools, { recursive: true });
    chmodSync(path.join(folder, 'shut'), 0o755);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `encounter-notes: ${path.join(folder, 'shut')}: access is denied\n`,
    });
  });
});

describe('a glob', () => {
  it('is expanded if no shell has done it', async () => {
    put(
      'a/2026-01.encounter',
      'a/2026-02.encounter',
      'a/b/2026-03.encounter',
      'a/notes.txt',
      'x [1].encounter',
      '.h/2026-09.encounter',
    );
    expect(await found(['a/*.encounter'])).toEqual(['a/2026-01.encounter', 'a/2026-02.encounter']);
    expect(await found(['**/2026-0{1,3}.encounter'])).toEqual(['a/2026-01.encounter', 'a/b/2026-03.encounter']);
    expect(await found(['a/**'])).toEqual(['a/2026-01.encounter', 'a/2026-02.encounter', 'a/b/2026-03.encounter']);
    expect(await found(['a/*.txt'])).toEqual(['a/notes.txt']);
    expect(await found(['x [1].encounter'])).toEqual(['x [1].encounter']);
    expect(await unusable(`${folder}/b*.encounter`)).toEqual([
      { path: `${folder}/b*.encounter`, why: 'no note matches' },
    ]);
  });

  it('with a leading ! excludes, in any position, unless a file has that name', async () => {
    put('a/1.encounter', 'a/b/2.encounter', 'c/3.encounter', '!d.encounter', 'draft.encounter');
    const rest = ['!d.encounter', 'a/1.encounter', 'c/3.encounter', 'draft.encounter'];
    for (const gone of ['!a/b/**', '!a/b', '!a/b/2.encounter', '!**/2.*', '!./a/b/']) {
      expect(await found(['.', gone])).toEqual(rest);
      expect(await found([gone, '**/*.encounter'])).toEqual(rest);
      expect(await found([gone])).toEqual([]);
    }
    expect(await found(['!d.encounter'])).toEqual(['!d.encounter']);
  });
});

describe('a pattern that other people supply', () => {
  it('is matched in time that grows with its length, or refused', async () => {
    put(`${'a'.repeat(200)}.encounter`);
    const stars = `${'*a'.repeat(60)}*b.encounter`;
    expect(await unusable(stars)).toEqual([{ path: stars, why: 'no note matches' }]);
    const globstars = `${'**/a/'.repeat(60)}b.encounter`;
    expect(await unusable(globstars)).toEqual([{ path: globstars, why: 'no note matches' }]);
    for (const pattern of ['+(+(a)+(a))', '!(draft)*.encounter', '@(a|b).encounter'])
      expect(await unusable(pattern)).toEqual([
        { path: pattern, why: 'patterns such as +(a) and !(a) are not supported' },
      ]);
    const braces = '{a,b}'.repeat(20);
    expect((await unusable(braces))[0]?.why).toMatch(/more than 1000 patterns/);
    expect((await unusable('{1..999999999}'))[0]?.why).toMatch(/more than 1000 patterns/);
    rules('.gitignore', `${'*a'.repeat(60)}*b`, `${'[a-z]*'.repeat(60)}0`);
    expect(await found()).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('a link', () => {
  it('to a file that leaves the folder is not followed, unless it is named itself', async () => {
    put('in/a.encounter', 'in/notes.txt', 'out/b.encounter');
    symlinkSync('../out/b.encounter', path.join(folder, 'in/b.encounter'));
    symlinkSync('notes.txt', path.join(folder, 'in/c.encounter'));
    symlinkSync('../out', path.join(folder, 'in/sub'));
    symlinkSync('gone', path.join(folder, 'in/d.encounter'));
    expect(await found(['in'])).toEqual(['in/a.encounter', 'in/c.encounter']);
    expect(await unusable('in')).toEqual(
      expect.arrayContaining([
        { path: `${folder}/in/b.encounter`, why: 'it is a link that leaves the folder; name it to have it checked' },
        { path: `${folder}/in/d.encounter`, why: 'its link leads nowhere' },
      ]),
    );
    expect(await found(['in/*.encounter'])).toEqual(['in/a.encounter', 'in/c.encounter']);
    expect(await found(['in/b.encounter'])).toEqual(['in/b.encounter']);
    expect(await found(['in/sub'])).toEqual(['in/sub/b.encounter']);
  });

  it('that is a .gitignore outside of the folder is not read', async () => {
    put('in/a.encounter');
    rules('rules.txt', '*');
    symlinkSync('../rules.txt', path.join(folder, 'in/.gitignore'));
    expect(await found(['in'])).toEqual(['in/a.encounter']);
  });
});

describe('what git ignores', () => {
  it.skipIf(!hasCommand('git'))('is ignored, as git itself says it', async () => {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    put(
      'a.encounter',
      'old/a.encounter',
      'old/keep.encounter',
      'deep/old/b.encounter',
      'deep/x/draft-1.encounter',
      'deep/x/draft-2.encounter',
      'deep/x/final.encounter',
      'top/only.encounter',
      'deep/top/only.encounter',
      'logs/a.encounter',
      'logs/sub/b.encounter',
      'm/a b.encounter',
      'm/#c.encounter',
      'm/!d.encounter',
      'q/1/z.encounter',
      'q/1/2/z.encounter',
    );
    rules(
      '.gitignore',
      '# a comment',
      'draft-*',
      '!draft-2.encounter',
      '/top/',
      'logs/*',
      '!logs/sub/',
      'm/a\\ b.encounter',
      '\\#c.encounter',
      '\\!d.encounter',
      'q/**/2',
      '',
    );
    rules('old/.gitignore', '*', '!keep.encounter');
    rules('deep/.gitignore', 'old', '!draft-1.encounter', 'x/draft-2.encounter');
    const theirs = git('ls-files', '--others', '--exclude-standard', '-z', '*.encounter')
      .split('\0')
      .filter(Boolean)
      .sort();
    expect(theirs).toContain('deep/x/draft-1.encounter');
    expect(await found()).toEqual(theirs);
    expect(await found(['**/*.encounter'])).toEqual(theirs);
    expect(await found(['deep/x'])).toEqual(['deep/x/draft-1.encounter', 'deep/x/final.encounter']); // the rules above a folder count
    expect(await found(['old/a.encounter', 'top'])).toEqual(['old/a.encounter', 'top/only.encounter']); // what is asked for by name is not ignored
    expect(await found(['.'], { gitignore: false })).toHaveLength(16);
  });

  it('counts in a folder that is no repository too, unless an option says not to', async () => {
    put('a.encounter', 'b.encounter', 'c/d.encounter');
    rules('.gitignore', 'b.encounter');
    expect(await found()).toEqual(['a.encounter', 'c/d.encounter']);
    expect(await found(['.'], { gitignore: false })).toEqual(['a.encounter', 'b.encounter', 'c/d.encounter']);
  });
});
