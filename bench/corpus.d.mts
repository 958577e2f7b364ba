export interface CorpusOptions {
  /** How many encounters. */
  readonly count: number;
  /** How many patients have them; by default each has about nine. */
  readonly patients?: number;
  readonly seed?: number;
  /** Day of the first encounter. */
  readonly start?: string;
}

export interface InventedEncounter {
  readonly date: string;
  readonly patient: string;
  readonly text: string;
}

export function createRandom(seed: number): () => number;
export function encounters(options: CorpusOptions): Generator<InventedEncounter>;
export function files(options: CorpusOptions & { readonly perFile: number }): Generator<{ name: string; text: string }>;
export function oneFile(options: CorpusOptions): string;
