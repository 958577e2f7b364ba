import type { Span } from '../../syntax/tree.js';
import type { Chart } from '../chart.js';
import type { DrugNames } from '../drug-names.js';
import { notOfThisVisit, ofAnotherDrug } from '../guards.js';
import { amountOf } from '../measures.js';
import type { Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';
import { LINK } from '../wordings/drugs.js';

export interface Component extends Span {
  readonly name: string;
  /** `2000 mcg/mL`, or nothing if the source does not state it. */
  readonly strength: string;
  readonly garbled: boolean;
}

/** A drug or a mixture with its strengths, as one place of the source names it. */
export interface Mention extends Span {
  readonly segment: Segment;
  readonly components: readonly Component[];
  /** `baclofen 2000 mcg/mL`, `morphine 20 mg/mL + bupivacaine 10 mg/mL` */
  readonly item: string;
}

const linked = new RegExp(`^${LINK}$`);

/** Drugs with a strength that this visit's text names as going into the pump, and why others are ignored. */
export function mentionsOf(chart: Chart, placed: readonly Placed[], names: DrugNames): Mention[] {
  return chart.segments.flatMap(segment => {
    const strengths = placed.filter(one => one.segment === segment && one.kind === 'strength');
    return group(chart, segment, componentsOf(chart, segment, strengths, names));
  });
}

function componentsOf(chart: Chart, segment: Segment, strengths: readonly Placed[], names: DrugNames): Component[] {
  const found = [...segment.text.matchAll(names.any)].map(match => ({
    name: names.nameOf(match[0])!,
    start: segment.start + match.index,
    end: segment.start + match.index + match[0].length,
  }));
  const free = strengths.filter(({ why, start }) => !why && !notOfThisVisit(segment, start, chart.date));
  const components: Component[] = [];
  for (const [i, one] of found.entries()) {
    const next = found[i + 1]?.start ?? segment.end;
    const behind = free.find(({ start }) => start >= one.end && start < next && closes(segment, one.end, start));
    const before = free.find(
      ({ end, slot }) =>
        slot !== 'pair' &&
        end <= one.start &&
        /^ (?:of )?(?:preservative-free |pf |intrathecal |compounded )*$/.test(
          segment.text.slice(end - segment.start, one.start - segment.start),
        ),
    );
    if (/\b(?:flush|rins|lock)/.test(segment.text) && one.name === 'sodium chloride') continue;
    const strength = dilutedTo(segment, free, one.end) ?? (behind && behind.slot !== 'pair' ? behind : before);
    if (ofAnotherDrug(segment, one.start, strength?.end ?? one.end)) continue;
    components.push({
      name: one.name,
      strength: strength ? amountOf(strength) : '',
      garbled: strength?.garbled ?? false,
      start: Math.min(one.start, strength?.start ?? one.start),
      end: Math.max(one.end, strength?.end ?? one.end),
    });
  }
  return components;
}

/** `2000 mcg/mL diluted 1:1 with saline to 1000 mcg/mL`: what the drug was made into. */
function dilutedTo(segment: Segment, strengths: readonly Placed[], from: number): Placed | undefined {
  return strengths.find(({ start }) => {
    const between = start > from ? segment.text.slice(from - segment.start, start - segment.start) : '';
    return /\bdilut\w*[^;.]{0,60} to (?:an? )?(?:final )?(?:concentration |strength )?(?:of )?$/.test(between);
  });
}

/** Whether nothing separates a drug from the number after it. */
function closes(segment: Segment, from: number, to: number): boolean {
  const between = segment.text.slice(from - segment.start, to - segment.start);
  return (
    between.length < 60 &&
    !/[.;](?! ?\d)|\b(?:dose|deliver\w*|running|was|at \d)\b/.test(between.replaceAll(/\([^)]*\)/g, ''))
  );
}

/** Components that a link joins are one mixture. */
function group(chart: Chart, segment: Segment, components: readonly Component[]): Mention[] {
  const mentions: Mention[] = [];
  let current: Component[] = [];
  const close = (): void => {
    const strong = current.filter(({ strength }) => strength);
    const members = strong.length ? current.filter(one => one.strength || strong.length < 2) : current;
    const kept = strong.length ? strong : members;
    if (kept.length)
      mentions.push({
        segment,
        components: kept,
        item: kept.map(one => `${one.name} ${one.strength}`.trim()).join(' + '),
        start: kept[0]!.start,
        end: kept.at(-1)!.end,
      });
    current = [];
  };
  for (const one of components) {
    const last = current.at(-1);
    if (last?.name === one.name && (!one.strength || last.strength === one.strength || !last.strength)) {
      current[current.length - 1] = last.strength
        ? { ...last, end: Math.max(last.end, one.end) }
        : { ...one, start: last.start };
      continue;
    }
    const between =
      last &&
      chart.text
        .slice(last.end, one.start)
        .replaceAll(/\n/g, ' ')
        .replaceAll(/\([^)]*\)/g, '');
    if (between !== undefined && !(linked.test(between) && last!.strength && one.strength && last!.name !== one.name))
      close();
    current.push(one);
  }
  close();
  return mentions;
}
