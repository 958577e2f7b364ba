// How well a reader of chart texts does against gold facts: recall, precision of what it is sure of, evidence,
// forbidden readings, leaks.
import { readChartText } from '../../../server/src/core/intake/read-chart';
import { toNote } from '../../../server/src/core/intake/to-note';
import type { IntakeEncounter, IntakeResult } from '../../../server/src/core/intake/types';
import type { CodeSets } from '../../../server/src/core/codes/types';
import type { GoldEncounter, GoldFact, GoldFile, Quote } from './gold';
import { amountIn, placedOnly, sameItem } from './same-item';

interface Proposal {
  readonly key: string;
  readonly item: string;
  readonly line?: number;
  readonly start: number;
  readonly end: number;
  readonly sure: boolean;
}

export interface Score {
  readonly facts: number;
  readonly found: number;
  readonly sure: number;
  readonly right: number;
  readonly evidence: number;
  readonly evidenced: number;
  readonly forbidden: readonly string[];
  readonly leaks: readonly string[];
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly misplaced: readonly string[];
}

const NOTHING: Score = {
  facts: 0,
  found: 0,
  sure: 0,
  right: 0,
  evidence: 0,
  evidenced: 0,
  forbidden: [],
  leaks: [],
  missed: [],
  wrong: [],
  misplaced: [],
};

export function add(a: Score, b: Score): Score {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => {
      const other = b[name as keyof Score];
      return [
        name,
        typeof value === 'number' ? value + (other as number) : [...(value as string[]), ...(other as string[])],
      ];
    }),
  ) as unknown as Score;
}

export function scoreAll(files: readonly GoldFile[], codes: CodeSets): Score {
  return sumOf(files.map(file => scoreFile(file, codes)));
}

export const sumOf = (scores: readonly Score[]): Score => scores.reduce(add, NOTHING);

export function scoreFile(file: GoldFile, codes: CodeSets): Score {
  const result = readChartText(file.source, codes);
  const encounters = file.encounters.map((gold, i) => scoreEncounter(file, gold, result.encounters[i]));
  const proposals = result.encounters.flatMap(proposalsOf);
  const forbidden = file.forbidden
    .filter(one => proposals.some(p => p.sure && forbiddenBy(p, one)) || headerForbidden(result, one))
    .map(one => `${file.name}: ${one.key}: ${one.item} (${one.why})`);
  return [...encounters, { ...NOTHING, forbidden, leaks: leaksOf(file, result) }].reduce(add, NOTHING);
}

function proposalsOf(encounter: IntakeEncounter): Proposal[] {
  return [...encounter.fields, ...encounter.codes.map(({ line: item, ...rest }) => ({ ...rest, key: 'code', item }))];
}

function forbiddenBy(proposal: Proposal, { key, item, start, end }: { key: string; item: string } & Quote): boolean {
  if (proposal.key !== key) return false;
  return placedOnly(key, item)
    ? proposal.start < end && proposal.end > start
    : sameItem(proposal.item, item) && overlapsLoosely(proposal, { start, end });
}

function overlapsLoosely(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end + 3 && a.end > b.start - 3;
}

function headerForbidden(result: IntakeResult, { key, item }: { key: string; item: string }): boolean {
  return result.encounters.some(
    one => (key === 'date' && one.date === item) || (key === 'services' && one.services?.split('+').includes(item)),
  );
}

function leaksOf(file: GoldFile, result: IntakeResult): string[] {
  const outputs = [JSON.stringify(result), toNote(result, file.source)].map(text => text.toLowerCase());
  const leaked = file.identifiers.filter(one => outputs.some(text => text.includes(one.toLowerCase())));
  const patients = result.encounters.filter(({ patient }) => !/^P-\D+$/.test(patient)).map(({ patient }) => patient);
  return [...leaked, ...patients].map(one => `${file.name}: ${one}`);
}

function scoreEncounter(file: GoldFile, gold: GoldEncounter, read: IntakeEncounter | undefined): Score {
  const proposals = read ? proposalsOf(read) : [];
  const name = file.name;
  let score: Score = scoreHeader(name, gold, read);
  const used = new Set<Proposal>();
  for (const fact of [...gold.gold, ...gold.mustBeUnsure]) {
    const matching = proposals.filter(p => matches(p, fact));
    for (const one of matching) used.add(one);
    const placed = matching.some(p => supports(p, fact));
    const exact = !placedOnly(fact.key, fact.item);
    const missed = matching.length === 0;
    const unsureAsSure = gold.mustBeUnsure.includes(fact) && matching.some(({ sure }) => sure);
    score = add(score, {
      ...NOTHING,
      facts: 1,
      found: missed ? 0 : 1,
      evidence: missed ? 0 : 1,
      evidenced: placed ? 1 : 0,
      missed: missed ? [`${name}: ${fact.key}: ${fact.item} «${fact.quote}»`] : [],
      misplaced: !missed && !placed && exact ? [`${name}: ${fact.key}: ${fact.item} «${fact.quote}»`] : [],
      wrong: unsureAsSure ? [`${name}: sure, and should not be: ${fact.key}: ${fact.item}`] : [],
    });
  }
  return add(score, precisionOf(file, gold, proposals));
}

function precisionOf({ name, source }: GoldFile, gold: GoldEncounter, proposals: readonly Proposal[]): Score {
  let score = NOTHING;
  const seen = new Set<string>();
  for (const proposal of proposals) {
    if (!proposal.sure || gold.optional.some(fact => matches(proposal, fact))) continue;
    const same = `${proposal.key}: ${proposal.item} ${proposal.line ?? ''}`;
    if (seen.has(same)) continue;
    seen.add(same);
    const right =
      gold.gold.some(fact => matches(proposal, fact)) && !gold.mustBeUnsure.some(fact => matches(proposal, fact));
    const words = source.slice(proposal.start, proposal.end).replaceAll('\n', ' ');
    score = add(score, {
      ...NOTHING,
      sure: 1,
      right: right ? 1 : 0,
      wrong: right ? [] : [`${name}: ${proposal.key}: ${proposal.item} «${words}»`],
    });
  }
  return score;
}

/** Whether two values of a header are the same, in any order of what is joined by `+`. */
function areSameServices(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && a.split('+').sort().join() === b.split('+').sort().join());
}

function scoreHeader(name: string, gold: GoldEncounter, read: IntakeEncounter | undefined): Score {
  let score = NOTHING;
  for (const [member, wanted] of Object.entries(gold.header)) {
    const value = read?.[member as 'date'] ?? null;
    const accepted: readonly (string | null)[] = wanted !== null && typeof wanted === 'object' ? wanted.any : [wanted];
    score = add(score, scoreMember(`${name}: header ${member}`, accepted, value));
  }
  return score;
}

/** @param accepted its values, with `null` if the text need not state it: then a right value does not count */
function scoreMember(where: string, accepted: readonly (string | null)[], value: string | null): Score {
  const counts = !accepted.includes(null);
  const wanted = accepted.join(' or ');
  if (!accepted.some(one => areSameServices(one, value)))
    return {
      ...NOTHING,
      facts: counts ? 1 : 0,
      sure: value === null ? 0 : 1,
      missed: counts ? [`${where}: ${wanted}`] : [],
      wrong: value === null ? [] : [`${where}: ${value}, not ${wanted}`],
    };
  return counts ? { ...NOTHING, facts: 1, found: 1, sure: 1, right: 1 } : NOTHING;
}

function matches(proposal: Proposal, fact: GoldFact): boolean {
  const items = [`${fact.key}: ${fact.item}`, ...(fact.alt ?? [])];
  return items.some(one => {
    const [key, item] = [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 2)];
    if (key !== proposal.key || (fact.line !== undefined && fact.line !== (proposal.line ?? 1))) return false;
    if (key === 'pump' || key === 'read') {
      const eri = /^(?:ERI|battery) (\d+)/.exec(item),
        reported = /^(?:ERI|battery) (\d+)/.exec(proposal.item);
      if (eri && reported) return eri[1] === reported[1];
    }
    if (!placedOnly(key, item)) return sameItem(proposal.item, item);
    const amount = amountIn(item);
    if (amount !== undefined && amountIn(proposal.item) !== amount) return false;
    const word = /^(?:reason|log|mode|bolus|bridge|alarms)\b/.exec(item)?.[0];
    return (word === undefined || proposal.item.startsWith(word)) && supports(proposal, fact);
  });
}

/** The words overlap, and are not far longer than the quote. */
function supports({ start, end }: Proposal, fact: GoldFact): boolean {
  return [fact, ...(fact.also ?? [])].some(
    quote => start < quote.end && end > quote.start && end - start <= Math.max(80, 3 * (quote.end - quote.start)),
  );
}

export function summary({ facts, found, sure, right, evidence, evidenced, forbidden, leaks }: Score): string {
  const percent = (a: number, b: number): string => (b ? `${((100 * a) / b).toFixed(1)} % (${a} of ${b})` : 'none');
  return [
    `recall     ${percent(found, facts)}`,
    `precision  ${percent(right, sure)}`,
    `evidence   ${percent(evidenced, evidence)}`,
    `forbidden  ${forbidden.length}`,
    `leaks      ${leaks.length}`,
  ].join('\n');
}
