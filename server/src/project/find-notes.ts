import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { Ignored } from './gitignore.js';
import { codeOf, errnoMessage } from './errno-message.js';

/** A path that could not be used, and why, in a clause or a sentence. */
export interface Unusable {
  readonly path: string;
  readonly why: string;
}

export interface FoundNotes {
  /** Absolute, each once, in the order of their names whatever was asked for first. */
  readonly files: readonly string[];
  /** The names that were found of a note besides, by the one in `files`. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly unusable: readonly Unusable[];
}

export interface FindOptions {
  /** Whether `.gitignore` files count; they do where nothing is said. */
  readonly gitignore?: boolean;
}

/**
 * The notes that paths name: a file as it is, whatever it is called; of a folder every `*.encounter` file below it; of a glob every file
 * that matches and is called `*.encounter`, or any where the glob itself names another ending. What is hidden or ignored is
 * found only by its own name. A glob, file or folder with `!` in front takes away what the others name. A file that several names lead to is one note.
 */
export async function findNotes(paths: readonly string[], options: FindOptions = {}): Promise<FoundNotes> {
  const finder = new Finder(options);
  for (const given of paths) if (!(await isNegative(given))) await finder.find(given);
  for (const given of paths) if (await isNegative(given)) finder.leaveOut(given.slice(1));
  return finder.found();
}

/** A `!` in front takes away, unless something is called so or it is the `!(…)` of a pattern. */
async function isNegative(given: string): Promise<boolean> {
  return /^![^(]/.test(given) && !(await exists(path.resolve(given)));
}

/** Whether a file is called as notes are. */
export function isNoteName(name: string): boolean {
  return name.toLowerCase().endsWith('.encounter') && !name.startsWith('.');
}

class Finder {
  /** File → what it is on disk. */
  private readonly files = new Map<string, string>();
  private readonly unusable = new Map<string, string>();
  /** Folder → the names in it that are not UTF-8, as Node gives them. */
  private readonly badNames = new Map<string, Promise<ReadonlySet<string>>>();
  private readonly gitignore: boolean;

  constructor({ gitignore = true }: FindOptions) {
    this.gitignore = gitignore;
  }

  async find(given: string): Promise<void> {
    const absolute = path.resolve(given);
    try {
      if ((await stat(absolute)).isDirectory()) await this.walk(absolute, await this.ignoredAt(absolute), isNoteName);
      else await this.add(absolute);
    } catch (error) {
      const isGlob = codeOf(error) === 'ENOENT' && picomatch.scan(given).isGlob;
      if (await this.hasBadName(absolute)) this.unusable.set(given, BAD_NAME);
      else if (!isGlob) this.unusable.set(given, errnoMessage(error));
      else if (!(await this.findGlob(given))) this.unusable.set(given, 'no note matches');
    }
  }

  leaveOut(given: string): void {
    const { base, glob } = picomatch.scan(path.sep === '\\' ? given.replaceAll('\\', '/') : given);
    const from = path.resolve(base);
    const matches = glob === '' ? undefined : picomatch(glob, { dot: true });
    for (const file of this.files.keys()) {
      const below = path.relative(from, file).split(path.sep).join('/');
      if (below.startsWith('../') || path.isAbsolute(below)) continue;
      if (!matches || matches(below)) this.files.delete(file);
    }
  }

  /** Of two names of one file the first in order stays. */
  found(): FoundNotes {
    const known = new Map<string, string>();
    const names = new Map<string, string[]>();
    for (const file of [...this.files.keys()].sort()) {
      const identity = this.files.get(file)!;
      const first = known.get(identity);
      if (first === undefined) known.set(identity, file);
      else names.set(first, [...(names.get(first) ?? []), file]);
    }
    return {
      files: [...known.values()],
      names,
      unusable: [...this.unusable].map(([unusable, reason]) => ({ path: unusable, why: reason })),
    };
  }

  private async findGlob(glob: string): Promise<boolean> {
    const { base, glob: pattern } = picomatch.scan(path.sep === '\\' ? glob.replaceAll('\\', '/') : glob);
    const from = path.resolve(base);
    const matches = picomatch(pattern);
    const anyEnding = /\.[\w{},]+$/.test(pattern);
    const before = this.files.size;
    let any = false;
    await this.walk(from, await this.ignoredAt(from), (name, full) => {
      const is =
        (anyEnding ? !name.startsWith('.') : isNoteName(name)) &&
        matches(path.relative(from, full).split(path.sep).join('/'));
      any ||= is;
      return is;
    });
    return any || this.files.size > before;
  }

  private ignoredAt(folder: string): Promise<Ignored | undefined> | undefined {
    return this.gitignore ? Ignored.at(folder) : undefined;
  }

  /** Follows no symbolic link to a folder, so that a loop cannot hold it; a folder that vanishes meanwhile holds no notes. */
  private async walk(
    folder: string,
    ignored: Ignored | undefined,
    wants: (name: string, full: string) => boolean,
  ): Promise<void> {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.unusable.set(folder, errnoMessage(error));
      return;
    }
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name === 'node_modules' || entry.name.startsWith('.') || ignored?.has(full, true)) continue;
        if (await this.hasBadName(full)) this.unusable.set(full, BAD_NAME);
        await this.walk(full, this.gitignore ? await Ignored.in(full, ignored) : undefined, wants);
      } else if (wants(entry.name, full) && !ignored?.has(full, false)) {
        if (await this.hasBadName(full)) {
          this.unusable.set(full, BAD_NAME);
          if (!(await exists(full))) continue; // else another file has the name that Node gives to this one
        }
        // Pipes and the like that lie about in a folder are nobody's notes; a link may lead to one.
        if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(full)))) await this.add(full);
      }
    }
  }

  /** Whether a file or folder has a name that Node cannot ask for, because it gives another one: a sign in place of each byte that is not UTF-8. */
  private async hasBadName(full: string): Promise<boolean> {
    const name = path.basename(full);
    if (!name.includes('\ufffd')) return false;
    const folder = path.dirname(full);
    let names = this.badNames.get(folder);
    if (!names) this.badNames.set(folder, (names = namesNotUtf8(folder)));
    return (await names).has(name);
  }

  private async add(file: string): Promise<void> {
    if (this.files.has(file)) return;
    const is = await stat(file, { bigint: true }).catch(() => undefined); // one that has just vanished is told when it is read
    this.files.set(file, is ? `${is.dev}:${is.ino}` : file);
  }
}

const BAD_NAME = 'its name is not UTF-8; rename it to have it checked';

async function namesNotUtf8(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
  return new Set(names.filter(name => !isUtf8(name)).map(name => name.toString()));
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A link that leads nowhere is a note that cannot be read, and is told as such. */
function leadsToFile(link: string): Promise<boolean> {
  return stat(link).then(
    is => is.isFile(),
    () => true,
  );
}
