import { compileField } from '../fields/compiled-field.js';
import { FILL } from '../fields/fill.js';
import type { FieldLine } from '../syntax/tree.js';
import type { Fact, Fill, Quantity } from './model.js';
import { readItems } from './read-items.js';
import type { Reader } from './reader.js';

const FIELD = compileField(FILL);

/** A `fill:` line, and the strengths of drugs that it names, which the drug lines must state. */
export interface FillReading {
  readonly fill: Fill;
  readonly strengths: readonly Fact<Quantity>[];
}

/** `fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic, attempts 2, reason "…"` */
export function readFill(reader: Reader, line: FieldLine): FillReading | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const { facts, strengths } = readItems(reader, FIELD, line.items);
  const fill: Fill = {
    block,
    start,
    end,
    out: facts['out'] as Fill['out'],
    in: facts['in'] as Fill['in'],
    expected: facts['expected'] as Fill['expected'],
    emptied: facts['emptied'] as Fill['emptied'],
    needle: facts['needle'] as Fill['needle'],
    template: facts['template'] as Fill['template'],
    aseptic: facts['aseptic'] as Fill['aseptic'],
    attempts: facts['attempts'] as Fill['attempts'],
    reason: facts['reason'] as Fill['reason'],
  };
  return { fill, strengths };
}
