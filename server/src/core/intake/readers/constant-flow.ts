import type { Chart } from '../chart.js';

const CONSTANT =
  /\b(?:intera|codman|depuy|infusaid|isomed)\b|\b(?:constant|fixed)[- ](?:flow|rate)\b(?! mode)|\bhai pump\b|non-?programmable/;
const READ_OUT = /interrogat|telemetr|programmer|synchromed|prometra/;

/** Whether the chart is about a pump of a fixed rate, which no programmer reads: its residual is what was drawn. */
export function isConstantFlow({ text }: Pick<Chart, 'text'>): boolean {
  return CONSTANT.test(text) && !READ_OUT.test(text);
}
