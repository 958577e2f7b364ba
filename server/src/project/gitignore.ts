import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Patterns as a `.gitignore` has them, and the folder that they speak of. */
export interface Patterns {
  /** Absolute. */
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Which files and folders are passed over: what the `.gitignore` files from the repository downwards say, each over those above it. */
export class Ignored {
  private constructor(
    private readonly folder: string,
    private readonly rules: Ignore,
    private readonly above: Ignored | undefined,
  ) {}

  /** The `.gitignore` of a folder added to those above it; the same where it has none. */
  static async in(folder: string, above: Ignored | undefined): Promise<Ignored | undefined> {
    const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => undefined);
    return text === undefined ? above : new Ignored(folder, rulesOf(text.replace(/^\ufeff/, '')), above);
  }

  /** Those that hold at a folder: of itself and of the folders above it, up to the top of the repository that it is part of. */
  static async at(folder: string): Promise<Ignored | undefined> {
    const chain: string[] = [];
    let isRepository = false;
    for (let at = folder; !isRepository; at = path.dirname(at)) {
      chain.push(at);
      isRepository = await stat(path.join(at, '.git')).then(
        () => true,
        () => false,
      );
      if (path.dirname(at) === at) break;
    }
    let all: Ignored | undefined;
    for (const one of isRepository ? chain.reverse() : [folder]) {
      // What is asked for by name is not ignored, so what ignores it does not count for what it holds.
      if (all?.has(one, true)) all = undefined;
      all = await Ignored.in(one, all);
    }
    return all;
  }

  static by({ folder, patterns }: Patterns): Ignored {
    return new Ignored(folder, rulesOf(patterns), undefined);
  }

  has(file: string, isFolder: boolean): boolean {
    const relative = path.relative(this.folder, file).split(path.sep).join('/');
    // A path on another drive is no relative one.
    if (relative === '' || relative.startsWith('../') || path.isAbsolute(relative)) return false;
    const { ignored, unignored } = this.rules.test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
    return this.above?.has(file, isFolder) ?? false;
  }
}

function rulesOf(patterns: string | readonly string[]): Ignore {
  return ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(patterns);
}
