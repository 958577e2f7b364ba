import path from 'node:path';
import { Ignored } from '../project/gitignore.js';

/** What `.gitignore` files pass over in folders, as these were when they were last looked through. */
export class PassedOver {
  /** Folder → what holds in it and below, which can be nothing; only where that is another than above. */
  private readonly known = new Map<string, Ignored | undefined>();
  private readonly begun = new Set<string>();

  /** Looks through a folder anew: what was known of it and of those below, other than those begun themselves, is forgotten. */
  async begin(folder: string): Promise<void> {
    this.begun.add(folder);
    for (const known of this.known.keys())
      if (known === folder || (known.startsWith(folder + path.sep) && !this.begun.has(known))) this.known.delete(known);
    this.learn(folder, await Ignored.at(folder));
  }

  /** Goes into a folder below one that was begun. */
  async enter(folder: string): Promise<void> {
    this.learn(folder, await Ignored.in(folder, this.nearest(path.dirname(folder))?.ignored));
  }

  /** Whether a file, or else a folder, is passed over, be it that a folder is in which it stands. @param file absolute */
  has(file: string, isFolder = false): boolean {
    const nearest = this.nearest(path.dirname(file));
    if (!nearest?.ignored) return false;
    for (let at = file; at !== nearest.folder; at = path.dirname(at))
      if (nearest.ignored.has(at, isFolder || at !== file)) return true;
    return false;
  }

  private learn(folder: string, ignored: Ignored | undefined): void {
    if (ignored !== this.nearest(path.dirname(folder))?.ignored) this.known.set(folder, ignored);
  }

  private nearest(from: string): { readonly folder: string; readonly ignored: Ignored | undefined } | undefined {
    for (let folder = from; ; folder = path.dirname(folder)) {
      if (this.known.has(folder)) return { folder, ignored: this.known.get(folder) };
      if (path.dirname(folder) === folder) return undefined;
    }
  }
}
