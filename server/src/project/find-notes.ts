import { childOf, isWithin, parentOf, relativeTo, resolveFrom } from './address.js';
import { isProblem, type Entry, type FileSystem } from './file-system.js';
import type { GitIgnore } from './gitignore.js';
import { globOf, isGlob, UnsupportedPattern } from './glob.js';
import { isSkipped, walk } from './walk.js';

/** A path that cannot be used, and the reason as a clause. */
export interface Unusable {
  /** As it was given, or the address of what was found. */
  readonly path: string;
  readonly why: string;
}

export interface FoundNotes {
  /** Addresses, each file once, sorted, regardless of what was asked for first. */
  readonly files: readonly string[];
  readonly unusable: readonly Unusable[];
}

/** Whether a file has the name of a note. */
export function isNoteName(name: string): boolean {
  return name.toLowerCase().endsWith('.encounter') && !name.startsWith('.');
}

/** Every note below a folder, at any depth, except for those that `.gitignore` files ignore. */
export async function notesBelow(fs: FileSystem, ignore: GitIgnore, folder: string): Promise<FoundNotes> {
  const finder = new Finder(fs, ignore, folder);
  await finder.findBelow(folder, isNoteName);
  return finder.found();
}

/**
 * The notes that paths name: a file as it is, regardless of its name; of a folder every `*.encounter` file below it; of
 * a pattern every file that matches and is named `*.encounter`, or any if the pattern itself ends in another extension.
 * Hidden and ignored files are found only by their own name. A pattern, file or folder with `!` in front removes what
 * the others name.
 * @param folder what relative paths start from
 * @param ignore undefined to find ignored files too
 */
export async function findNotes(
  fs: FileSystem,
  folder: string,
  paths: readonly string[],
  ignore: GitIgnore | undefined,
): Promise<FoundNotes> {
  const finder = new Finder(fs, ignore, folder);
  const isRemoval = async (path: string): Promise<boolean> =>
    /^![^(]/.test(path) && isProblem(await fs.kind(resolveFrom(folder, path)));
  const removals: string[] = [];
  for (const path of paths) {
    if (await isRemoval(path)) removals.push(path.slice(1));
    else await finder.find(path);
  }
  for (const path of removals) finder.remove(path);
  return finder.found();
}

class Finder {
  /** Address → identity. */
  private readonly files = new Map<string, string>();
  private readonly unusable = new Map<string, string>();

  constructor(
    private readonly fs: FileSystem,
    private readonly ignore: GitIgnore | undefined,
    private readonly folder: string,
  ) {}

  async find(path: string): Promise<void> {
    const address = resolveFrom(this.folder, path);
    const kind = await this.fs.kind(address);
    if (kind === 'folder') await this.findBelow(address, isNoteName);
    else if (!isProblem(kind)) await this.add(address);
    else if (kind.isMissing && isGlob(path)) await this.findMatches(path);
    else this.unusable.set(path, (await this.isUnreachable(address)) ? NOT_UTF_8 : kind.problem);
  }

  /** Removes what a path or pattern names. */
  remove(path: string): void {
    const { base, matches } = this.patternOf(path, true);
    for (const file of this.files.keys()) {
      const below = relativeTo(base, file);
      if (matches ? below !== undefined && matches(below) : isWithin(file, base)) this.files.delete(file);
    }
  }

  /** Of several names of one file the first in order stays. */
  found(): FoundNotes {
    const byIdentity = new Map<string, string>();
    for (const file of [...this.files.keys()].sort()) {
      const identity = this.files.get(file)!;
      if (!byIdentity.has(identity)) byIdentity.set(identity, file);
    }
    return {
      files: [...byIdentity.values()],
      unusable: [...this.unusable].map(([path, why]) => ({ path, why })),
    };
  }

  /** Adds the notes below a folder. A folder that is deleted meanwhile holds none. */
  async findBelow(root: string, wants: (name: string, address: string) => boolean): Promise<void> {
    const { fs, ignore } = this;
    await ignore?.begin(root);
    for await (const { folder, entries } of walk(fs, root, below => ignore?.ignores(below, true) ?? false)) {
      if (isProblem(entries)) {
        if (!entries.isMissing) this.unusable.set(folder, entries.problem);
        continue;
      }
      if (folder !== root) await ignore?.enter(folder);
      for (const entry of entries) {
        const file = childOf(folder, entry.name);
        const isFolder = entry.kind === 'folder';
        // The walk enters folders by itself, except for one that it cannot reach.
        const isWanted = isFolder ? entry.isUnreachable && !isSkipped(entry.name) : wants(entry.name, file);
        if (isWanted && !ignore?.ignores(file, isFolder)) await this.addFound(root, file, entry);
      }
    }
  }

  private async findMatches(pattern: string): Promise<void> {
    try {
      const { base, matches } = this.patternOf(pattern, false);
      const isAnyFile = /\.[\w{},]+$/.test(pattern);
      const before = this.files.size;
      let isMatched = false;
      await this.findBelow(base, (name, address) => {
        const isOne = (isAnyFile ? !name.startsWith('.') : isNoteName(name)) && matches!(relativeTo(base, address)!);
        isMatched ||= isOne;
        return isOne;
      });
      if (!isMatched && this.files.size === before) this.unusable.set(pattern, 'no note matches');
    } catch (error) {
      if (!(error instanceof UnsupportedPattern)) throw error;
      this.unusable.set(pattern, error.message);
    }
  }

  /** The folder that a pattern starts from, and what is to match below it; only the folder if it is a plain path. */
  private patternOf(
    path: string,
    dot: boolean,
  ): { readonly base: string; readonly matches?: (below: string) => boolean } {
    const segments = path.split('/');
    const first = segments.findIndex(isGlob);
    if (first < 0) return { base: resolveFrom(this.folder, path) };
    const start = segments.slice(0, first).join('/');
    const base = resolveFrom(this.folder, first > 0 && start === '' ? '/' : start);
    const glob = globOf(segments.slice(first).join('/'), { ignoreCase: this.fs.ignoresCase, dot });
    return { base, matches: below => glob.matches(below) };
  }

  /**
   * Adds what a walk has found. Pipes and devices are not notes; a link is one if it leads to a file of the same
   * folder.
   */
  private async addFound(root: string, file: string, { kind, isUnreachable }: Entry): Promise<void> {
    if (isUnreachable) this.unusable.set(file, NOT_UTF_8);
    else if (kind === 'other') return;
    else if (kind === 'link') await this.addLink(root, file);
    else await this.add(file);
  }

  /** Whether nothing is at an address because the name on disk is not UTF-8. */
  private async isUnreachable(address: string): Promise<boolean> {
    const folder = address.includes('\ufffd') ? parentOf(address) : undefined;
    const entries = folder === undefined ? [] : await this.fs.list(folder);
    return (
      !isProblem(entries) &&
      entries.some(({ name, isUnreachable }) => isUnreachable && childOf(folder!, name) === address)
    );
  }

  private async addLink(root: string, link: string): Promise<void> {
    const { fs } = this;
    const [kind, real, realRoot] = await Promise.all([fs.kind(link), fs.realAddress(link), fs.realAddress(root)]);
    if (isProblem(kind)) this.unusable.set(link, kind.isMissing ? 'its link leads nowhere' : kind.problem);
    else if (kind !== 'file') return;
    else if (real !== undefined && realRoot !== undefined && isWithin(real, realRoot)) await this.add(link);
    else this.unusable.set(link, 'it is a link that leaves the folder; name it to have it checked');
  }

  private async add(file: string): Promise<void> {
    if (!this.files.has(file)) this.files.set(file, await this.fs.identity(file));
  }
}

const NOT_UTF_8 = 'its name is not UTF-8; rename it to have it checked';
