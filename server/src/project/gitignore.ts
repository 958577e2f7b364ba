import { childOf, isWithin, parentOf, relativeTo } from './address.js';
import { decodeNote } from './decode.js';
import { isProblem, type FileSystem } from './file-system.js';
import { readOwnFile } from './own-file.js';
import { matchSegments, namesOf, segmentsOf } from './glob.js';

/** Far above a `.gitignore` that a person writes. */
const MAX_BYTES = 1024 * 1024;

interface Rule {
  readonly segments: ReturnType<typeof segmentsOf>;
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
}

/** The patterns of one `.gitignore`, or of a setting that is written the same way. */
export class IgnoreRules {
  private readonly rules: readonly Rule[];

  constructor(
    lines: readonly string[],
    readonly ignoreCase: boolean,
  ) {
    this.rules = lines.flatMap(line => this.ruleOf(line) ?? []);
  }

  /**
   * Whether a path is ignored, taken back, or not mentioned (undefined). The last rule that matches decides.
   * @param path relative to the folder of the rules
   */
  test(path: string, isFolder: boolean): boolean | undefined {
    const names = namesOf(path, this);
    for (let i = this.rules.length - 1; i >= 0; i--) {
      const { segments, isNegated, foldersOnly } = this.rules[i]!;
      if ((isFolder || !foldersOnly) && matchSegments(segments, names)) return !isNegated;
    }
    return undefined;
  }

  /** Whether a file, or a folder that it is in, is ignored. */
  ignores(path: string): boolean {
    const names = path.split('/');
    return names.some((_, i) => this.test(names.slice(0, i + 1).join('/'), i + 1 < names.length) === true);
  }

  private ruleOf(line: string): Rule | undefined {
    const text = line.replace(/\r$/, '').replace(/(?<!\\)[ \t]+$/, '');
    if (text === '' || text.startsWith('#')) return undefined;
    const isNegated = text.startsWith('!');
    const pattern = isNegated ? text.slice(1) : text;
    const foldersOnly = pattern.endsWith('/');
    const path = foldersOnly ? pattern.slice(0, -1) : pattern;
    if (path === '') return undefined;
    // A slash in the pattern ties it to the folder of the file; without one it matches at any depth.
    const segments = segmentsOf(path.includes('/') ? path : `**/${path}`, this);
    // `a/**` matches what is in a folder, and not the folder.
    return {
      segments: segments.at(-1) === '**' ? [...segments, ...segmentsOf('*')] : segments,
      isNegated,
      foldersOnly,
    };
  }
}

/** What holds in a folder: its own rules and, if these do not mention a path, those above. */
interface Scope {
  readonly folder: string;
  readonly rules: IgnoreRules;
  readonly above: Scope | undefined;
}

/** What the `.gitignore` files of a project ignore, as they were when the folders were last walked. */
export class GitIgnore {
  /** Only folders in which something else holds than in the folder above. */
  private readonly scopes = new Map<string, Scope | undefined>();
  private readonly roots = new Set<string>();

  constructor(private readonly fs: FileSystem) {}

  /**
   * Starts a walk of a folder that was asked for by name: reads the files from the top of its repository down, and
   * forgets what was known below it. What ignores the folder itself does not count.
   */
  async begin(folder: string): Promise<void> {
    this.roots.add(folder);
    for (const known of this.scopes.keys())
      if (known === folder || (isWithin(known, folder) && !this.roots.has(known))) this.scopes.delete(known);
    let scope: Scope | undefined;
    for (const one of await this.repositoryPath(folder)) {
      if (isIgnored(scope, one, true)) scope = undefined;
      scope = await this.read(one, scope);
    }
    this.remember(folder, scope);
  }

  /** Enters a folder below one that a walk began with. */
  async enter(folder: string): Promise<void> {
    const above = parentOf(folder);
    this.remember(folder, await this.read(folder, above === undefined ? undefined : this.scopeOf(above)?.scope));
  }

  /** Whether a file or folder, or a folder that it is in, is ignored. */
  ignores(address: string, isFolder: boolean): boolean {
    const parent = parentOf(address);
    const nearest = parent === undefined ? undefined : this.scopeOf(parent);
    if (!nearest?.scope) return false;
    for (let at: string | undefined = address; at !== undefined && at !== nearest.folder; at = parentOf(at))
      if (isIgnored(nearest.scope, at, isFolder || at !== address)) return true;
    return false;
  }

  /** The folders from the top of the repository down to one; itself alone if it is in none. */
  private async repositoryPath(folder: string): Promise<string[]> {
    const path: string[] = [];
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) {
      path.unshift(at);
      if (!isProblem(await this.fs.kind(childOf(at, '.git')))) return path;
    }
    return [folder];
  }

  private async read(folder: string, above: Scope | undefined): Promise<Scope | undefined> {
    const bytes = await readOwnFile(this.fs, folder, '.gitignore', MAX_BYTES);
    const decoded = isProblem(bytes) ? bytes : decodeNote(bytes);
    if ('problem' in decoded) return above;
    const lines = decoded.text.replace(/^\ufeff/, '').split('\n');
    return { folder, rules: new IgnoreRules(lines, this.fs.ignoresCase), above };
  }

  private remember(folder: string, scope: Scope | undefined): void {
    const above = parentOf(folder);
    if (scope !== (above === undefined ? undefined : this.scopeOf(above)?.scope)) this.scopes.set(folder, scope);
  }

  private scopeOf(folder: string): { readonly folder: string; readonly scope: Scope | undefined } | undefined {
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at))
      if (this.scopes.has(at)) return { folder: at, scope: this.scopes.get(at) };
    return undefined;
  }
}

function isIgnored(scope: Scope | undefined, address: string, isFolder: boolean): boolean {
  for (let at = scope; at; at = at.above) {
    const path = relativeTo(at.folder, address);
    const ignored = path === undefined ? undefined : at.rules.test(path, isFolder);
    if (ignored !== undefined) return ignored;
  }
  return false;
}
