import type { Chart } from '../chart.js';
import type { DrugNames } from '../drug-names.js';
import { notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import type { Placed } from '../read-measures.js';
import type { Component, Mention } from './drug-mentions.js';

/** A drug whose name and concentration are in two rows, as programmers print them. */
export function tabledDrug(chart: Chart, placed: readonly Placed[], names: DrugNames): Mention | undefined {
  const components: Component[] = [];
  let last: Mention['segment'] | undefined;
  const rows = chart.segments.filter(({ section, phase }) => section !== 'aside' && phase !== 'before');
  for (const segment of rows) {
    const inLabel =
      segment.labeled && segment.valueStart === segment.start && /^[\d.,]+ ?m?c?g\/ml$/.test(segment.text);
    const name = [...(inLabel ? segment.label : segment.text).matchAll(names.any)][0];
    if (!name || notOfThisVisit(segment, segment.start, chart.date)) continue;
    const at = chart.segments.indexOf(segment);
    const strength = placed.find(
      one =>
        one.kind === 'strength' &&
        !one.why &&
        one.slot !== 'pair' &&
        one.segment.phase !== 'before' &&
        chart.segments.indexOf(one.segment) >= at &&
        chart.segments.indexOf(one.segment) < at + 7 &&
        !components.some(({ start, end }) => one.start >= start && one.end <= end),
    );
    const drug = names.nameOf(name[0])!;
    if (!strength || components.some(one => one.name === drug)) continue;
    components.push({
      name: drug,
      strength: amountOf(strength),
      garbled: strength.garbled,
      start: strength.start,
      end: strength.end,
    });
    last = strength.segment;
  }
  if (!last) return undefined;
  const { start, end } = components.at(-1)!;
  return {
    segment: last,
    components,
    item: components.map(one => `${one.name} ${one.strength}`).join(' + '),
    start,
    end,
  };
}
