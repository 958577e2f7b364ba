import type { Chart, Reading } from '../chart.js';
import { correctionsIn } from '../corrections.js';
import { drugNames } from '../drug-names.js';
import { amountOf } from '../measures.js';
import type { Placed } from '../read-measures.js';
import { FILLED, OLD_DRUG } from '../wordings/drugs.js';
import { drugAttributes } from './drug-attributes.js';
import { withNumberedComponents } from './drug-components.js';
import { mentionsOf, type Mention } from './drug-mentions.js';
import { tabledDrug } from './drug-tables.js';

const filled = new RegExp(`\\b(?:${FILLED})\\b`),
  oldDrug = new RegExp(`\\b(?:${OLD_DRUG})\\b[^.;,]{0,24}$`);

/** What a drug is diluted with: a line of its own only beside the drug's. */
const DILUENT = /^sodium chloride$/;

/** A drug line of the note: what went in, and where the source says so first. */
interface DrugLine {
  readonly mention: Mention;
  /** Of several lines the volume of this one. */
  readonly volume?: Placed;
}

/** `drug:` lines with everything that the source states about them. */
export function readDrugs(chart: Chart, placed: readonly Placed[]): Reading[] {
  if (['phone', 'port', 'external', 'neurostimulator', 'other'].includes(chart.kind)) return [];
  const names = drugNames(chart.codes);
  const mentions = withNumberedComponents(mentionsOf(chart, placed, names));
  const table = mentions.some(({ item }) => /\d/.test(item)) ? undefined : tabledDrug(chart, placed, names);
  const { lines, conflicting } = linesOf(
    table ? [table] : mentions.filter(({ item }) => /\d/.test(item) || DILUENT.test(item)),
    placed,
  );
  const several = lines.length > 1;
  const readings: Reading[] = [];
  for (const [i, { mention, volume }] of lines.entries()) {
    const line = several ? { line: i + 1 } : {};
    const weak = mention.components.some(({ garbled }) => garbled);
    readings.push({
      key: 'drug',
      slot: `drug name ${i}`,
      item: mention.item,
      start: mention.start,
      end: mention.end,
      weak,
      ...line,
    });
    const placedVolume = volume ?? (several ? undefined : injectedVolume(chart, placed, mention));
    if (placedVolume)
      readings.push({
        key: 'drug',
        slot: `drug volume ${i}`,
        item: amountOf(placedVolume),
        start: placedVolume.start,
        end: placedVolume.end,
        weak: placedVolume.garbled,
        ...line,
      });
  }
  for (const { item, start, end } of conflicting) readings.push({ key: 'drug', slot: 'drug name 0', item, start, end });
  if (!several && lines.length) readings.push(...correctedStrength(chart, placed, lines[0]!.mention));
  const attributes = drugAttributes(
    chart,
    placed,
    lines.map(({ mention }) => mention),
  );
  return chart.kind === 'operation' && !lines.length ? readings : [...readings, ...attributes];
}

/** `Correction: concentration is 2,000 mcg/mL`: the strength of the one drug, without its name. */
function correctedStrength(chart: Chart, placed: readonly Placed[], { components }: Mention): Reading[] {
  const [drug] = components;
  if (!drug || components.length > 1) return [];
  const corrections = correctionsIn(chart.segments);
  return placed
    .filter(one => one.kind === 'strength' && !one.why && one.start > drug.end)
    .filter(one => corrections.some(({ start, end }) => start <= one.start && one.start < end))
    .slice(0, 1)
    .map(one => ({
      key: 'drug',
      slot: 'drug name 0',
      item: `${drug.name} ${amountOf(one)}`,
      start: one.start,
      end: one.end,
      weak: one.garbled,
    }));
}

function linesOf(
  mentions: readonly Mention[],
  placed: readonly Placed[],
): { readonly lines: readonly DrugLine[]; readonly conflicting: readonly Mention[] } {
  const distinct = mentions.filter((one, i) => mentions.findIndex(other => other.item === one.item) === i);
  const whole = distinct.filter(one => !distinct.some(other => other !== one && isPartOf(one, other)));
  const drugs = whole.filter(({ item }) => !DILUENT.test(item));
  const withVolume = whole.map(mention => ({ mention, volume: volumeBeside(mention, placed) }));
  const separate = withVolume.filter(({ volume }) => volume !== undefined);
  if (separate.length > 1) return { lines: separate, conflicting: [] };
  if (drugs.length < 2) return { lines: drugs.map(mention => ({ mention })), conflicting: [] };
  if (areSeparateVials(drugs)) return { lines: drugs.map(mention => ({ mention })), conflicting: [] };
  const ranked = drugs.map(mention => ({ mention, rank: rankOf(mention, placed) })).sort((a, b) => b.rank - a.rank);
  const top = ranked.filter(({ rank }) => rank === ranked[0]!.rank).map(({ mention }) => mention);
  return { lines: [{ mention: top[0]! }], conflicting: top.slice(1) };
}

/** One drug in vials of two strengths, each with its lot: both went in. */
function areSeparateVials(drugs: readonly Mention[]): boolean {
  const names = new Set(drugs.flatMap(({ components }) => components.map(({ name }) => name)));
  const isVial = ({ segment, end }: Mention): boolean =>
    segment.phase !== 'before' &&
    /^[^;]{0,60}\b(?:vials?|ampules?|ampuls?|sdv)\b[^;]{0,30}\blot\b/.test(segment.text.slice(end - segment.start));
  return names.size === 1 && drugs.every(isVial);
}

function isPartOf(one: Mention, other: Mention): boolean {
  return (
    one.components.length < other.components.length &&
    one.components.every(part =>
      other.components.some(({ name, strength }) => name === part.name && strength === part.strength),
    )
  );
}

/** `20 mL of baclofen 2000 mcg/mL` */
function volumeBeside({ segment, start, end }: Mention, placed: readonly Placed[]): Placed | undefined {
  return placed.find(one => {
    if (
      one.segment !== segment ||
      one.kind !== 'volume' ||
      one.why ||
      one.slot === 'container' ||
      one.slot === 'waste' ||
      one.slot === 'out'
    )
      return false;
    const before = one.end <= start ? segment.text.slice(one.end - segment.start, start - segment.start) : undefined;
    const behind = one.start >= end ? segment.text.slice(end - segment.start, one.start - segment.start) : undefined;
    return before !== undefined
      ? /^ ?(?:of )?(?:\w+[- ]free )?$/.test(before)
      : /^(?: ?[\d.]+ ?%)?[,:]? ?\(?(?:volume |x |vol )?$/.test(behind!);
  });
}

function rankOf(mention: Mention, placed: readonly Placed[]): number {
  const { segment, start } = mention;
  const before = segment.text.slice(0, start - segment.start);
  const words = `${segment.label} ${before}`;
  let rank = 0;
  if (filled.test(words)) rank += 2;
  if (placed.some(one => one.segment === segment && one.slot === 'in' && !one.why)) rank += 3;
  if (oldDrug.test(before) || segment.phase === 'before') rank -= 4;
  if (segment.phase === 'after') rank += 1;
  return rank;
}

/** The volume of a drug that was given with no fill of a pump, or put into a pump on the back table. */
function injectedVolume(chart: Chart, placed: readonly Placed[], mention: Mention): Placed | undefined {
  if (chart.kind === 'visit') return undefined;
  const beside = volumeBeside(mention, placed);
  if (beside && beside.slot !== 'other') return beside;
  return placed.find(
    one =>
      one.kind === 'volume' &&
      !one.why &&
      (one.slot === 'in' || (one.slot === undefined && chart.kind !== 'operation')),
  );
}
