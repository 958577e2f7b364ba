import type { BilledCode, Defaults, Encounter, Fact, Performer, Pump } from '../encounter/model.js';
import { pumpAfter } from '../visit/build-visit.js';
import type { Block } from '../syntax/tree.js';
import { encounterOf } from './encounter-cache.js';

/**
 * Words that the notes of a workspace use, by kind: a person is `RN KL`, an identifier `MD AS 1234567893`, a pump its
 * line without serial and battery (`SynchroMed II 8637-40, 40 mL, IT, programmable`), a drug one name of a mixture, a
 * diagnosis and a billed code its code, a charge its code and the amount (`62370 $410.00`).
 */
export type WordKind =
  | 'person'
  | 'identifier'
  | 'pump'
  | 'drug'
  | 'needle'
  | 'diagnosis'
  | 'code'
  | 'charge'
  | 'date'
  | 'mac'
  | 'practice';

/**
 * Counts the words of all notes, so that completion offers the frequent ones first. New encounters are counted on the
 * next request.
 */
export class WordIndex {
  private readonly uncounted = new Set<Block>();
  private readonly counts = new Map<WordKind, Map<string, number>>();
  private readonly defaults = new Map<string, Defaults>();

  add(block: Block): void {
    this.uncounted.add(block);
  }

  remove(block: Block): void {
    if (!this.uncounted.delete(block))
      for (const [kind, word] of wordsOf(encounterOf(block))) this.count(kind, word, -1);
  }

  /** Counts the encounters that are new since the last request. */
  catchUp(): void {
    for (const block of this.uncounted)
      for (const [kind, word] of wordsOf(encounterOf(block))) this.count(kind, word, 1);
    this.uncounted.clear();
  }

  /** Sets the defaults of a file; undefined if the file is gone. */
  setDefaults(uri: string, defaults: Defaults | undefined): void {
    const before = this.defaults.get(uri);
    if (before === defaults) return;
    if (before) for (const [kind, word] of wordsOfDefaults(before)) this.count(kind, word, -1);
    if (defaults) {
      for (const [kind, word] of wordsOfDefaults(defaults)) this.count(kind, word, 1);
      this.defaults.set(uri, defaults);
    } else this.defaults.delete(uri);
  }

  /**
   * Every word of a kind, the most frequent first, and equally frequent ones in alphabetical order.
   * @param except an encounter that is being typed; its own words do not count
   */
  words(kind: WordKind, except?: Encounter): readonly string[] {
    this.catchUp();
    const counts = new Map(this.counts.get(kind));
    for (const [of, word] of except ? wordsOf(except) : [])
      if (of === kind) counts.set(word, (counts.get(word) ?? 0) - 1);
    return [...counts]
      .filter(([, count]) => count > 0)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([word]) => word);
  }

  private count(kind: WordKind, word: string, by: 1 | -1): void {
    let counts = this.counts.get(kind);
    if (!counts) this.counts.set(kind, (counts = new Map()));
    const count = (counts.get(word) ?? 0) + by;
    if (count > 0) counts.set(word, count);
    else counts.delete(word);
  }
}

function wordsOf(encounter: Encounter): [WordKind, string][] {
  const { by, sup, fill, drugs, dx, codes, date } = encounter;
  return [
    ...peopleOf([by?.main, by?.read, by?.prog, sup?.supervisor, sup?.planBy]),
    ...words('identifier', by?.main && by.npi && `${nameOf(by.main)} ${by.npi.value}`),
    ...words('pump', pumpWords(pumpAfter(encounter))),
    ...words('drug', ...drugs.flatMap(drug => drug.components.map(({ name }) => name))),
    ...words('needle', fill?.needle?.value),
    ...words('diagnosis', ...dx.map(({ code }) => code)),
    ...codes.filter(({ valid }) => valid).flatMap(wordsOfLine),
    ...words('date', date),
  ];
}

function words(kind: WordKind, ...texts: readonly (string | undefined)[]): [WordKind, string][] {
  return texts.flatMap((text): [WordKind, string][] => (text ? [[kind, text]] : []));
}

function pumpWords(pump: Pump | undefined): string | undefined {
  if (!pump?.model) return undefined;
  return [pump.model, ...[pump.reservoir, pump.route, pump.type].flatMap(fact => (fact ? textOf(fact) : []))].join(
    ', ',
  );
}

function wordsOfLine({ code, charge }: BilledCode): [WordKind, string][] {
  return [...words('code', code), ...words('charge', charge && `${code} $${charge.value}`)];
}

function wordsOfDefaults({ by, sup, mac, practice }: Defaults): [WordKind, string][] {
  return [
    ...peopleOf([by?.main, by?.read, by?.prog, sup?.supervisor, sup?.planBy]),
    ...words('mac', mac?.value),
    ...words('practice', practice?.value),
  ];
}

function peopleOf(performers: readonly (Performer | undefined)[]): [WordKind, string][] {
  return words('person', ...performers.map(performer => performer?.initials && nameOf(performer)));
}

function nameOf({ credential, initials }: Performer): string {
  return initials ? `${credential} ${initials}` : credential;
}

function textOf(fact: Fact<unknown>): string {
  return fact.block.text.slice(fact.start, fact.end);
}
