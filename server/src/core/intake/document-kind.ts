import { datesIn, NUMERIC_DATE } from './dates.js';
import type { Line } from './source-text.js';
import { visitDateOf } from './visit-date.js';
import {
  EXPLANTED,
  FOREIGN,
  KINDS,
  NOT_EXPLANTED,
  OPERATION,
  OPERATION_TITLE,
  OPERATIONS,
  OPERATIONS_DONE,
  OWN,
  TRIAL,
} from './wordings/visits.js';

/** What a document tells of: an ordinary visit, an operation, or something beside pump visits. */
export type DocumentKind =
  | 'visit'
  | 'phone'
  | 'neurostimulator'
  | 'port'
  | 'external'
  | 'ommaya'
  | 'trial'
  | 'operation'
  | 'other';

const kinds = KINDS.map(({ kind, says, unless }) => ({
    kind: kind as DocumentKind,
    says: new RegExp(says),
    unless: unless ? new RegExp(unless) : undefined,
  })),
  operation = new RegExp(OPERATION, 'g'),
  operations = OPERATIONS.map(({ service, says, unless }) => ({
    service,
    says: new RegExp(says),
    unless: unless ? new RegExp(unless) : undefined,
  })),
  done = OPERATIONS_DONE.map(({ service, says }) => ({ service, says: new RegExp(says) })),
  operationTitle = new RegExp(OPERATION_TITLE),
  explanted = new RegExp(EXPLANTED, 'g'),
  notExplanted = new RegExp(NOT_EXPLANTED),
  trial = new RegExp(TRIAL),
  foreign = new RegExp(FOREIGN),
  foreignAll = new RegExp(FOREIGN, 'g'),
  own = new RegExp(OWN);

/** Labels that name the procedure. */
const PROCEDURE =
  /^(?:.{0,30}\b)?(?:procedures?(?: performed)?|operations?(?: performed)?|surgery|title of operation|name of procedure|indication|device)\b(?! (?:date|in detail|note|details))[ :]/;

/**
 * The lines that tell what a document is about: its first ones, and those that name the procedure or are below its bare
 * label.
 */
function subject(text: string, lines: readonly Line[]): string {
  const spoken = lines.filter(line => !line.empty).map(line => text.slice(line.start, line.end));
  const named = spoken.filter(
    (words, i) => i < 3 || PROCEDURE.test(words) || spoken.slice(Math.max(0, i - 2), i).some(above => BARE.test(above)),
  );
  return [...named, ...operationsOfDay(text, lines)].join('\n');
}

/** `On 8/5/2026 the patient underwent explantation of the pump`, if that is the day of the visit. */
function operationsOfDay(text: string, lines: readonly Line[]): string[] {
  const stated = [...text.matchAll(UNDERWENT)].map(({ 0: words }) => words).filter(words => !notExplanted.test(words));
  if (!stated.length) return [];
  const day = visitDateOf(text, lines);
  return stated.filter(words => datesIn(words)[0]?.iso === day);
}

const UNDERWENT = new RegExp(
  `\\bon (?:${NUMERIC_DATE}|[a-z]+ \\d{1,2}, \\d{4}),? (?:\\w+\\.? ){1,3}?(?:underwent|had)\\b[^.;]{4,200}`,
  'g',
);

/** A label of the procedure with nothing behind it. */
const BARE = /^(?:.{0,30}\b)?(?:procedures?(?: performed)?|operations?(?: performed)?)[ :]*$/;

/** A trial that is over. */
const EARLIER_TRIAL = /\b(?:after|following|since|status post|s\/p|previous|prior)\b[^.;\n]{0,40}\btrial\b/g;

export function documentKind(text: string, lines: readonly Line[]): DocumentKind {
  const about = subject(text, lines);
  // A pump that a stimulator's note names elsewhere is of another time.
  const named = kinds.find(
    ({ kind, says, unless }) => says.test(about) && !unless?.test(kind === 'neurostimulator' ? about : text),
  );
  if (named) return named.kind;
  if (new Set([...text.matchAll(operation)].map(match => match[0])).size > 1 && operationOf(text, lines))
    return 'operation';
  if ((isExplanted(text) || operationsOfDay(text, lines).length) && operationOf(text, lines)) return 'operation';
  if (trial.test(about.replaceAll(EARLIER_TRIAL, '')) && !/refill|interrogat/.test(about)) return 'trial';
  // What is left of the text without other pumps and procedures names no pump of ours.
  return foreign.test(text) && !own.test(text.replaceAll(foreignAll, '')) ? 'other' : 'visit';
}

/** The service of an operation, by the lines that name it. */
export function operationOf(text: string, lines: readonly Line[]): string | undefined {
  const about = subject(text, lines);
  const named = operations.find(({ says, unless }) => says.test(about) && !unless?.test(about))?.service;
  if (named) return named;
  if (isExplanted(text)) return 'remove';
  return operationTitle.test(about) ? done.find(({ says }) => says.test(text))?.service : undefined;
}

/** Whether a sentence says that the pump came out, at this visit. */
function isExplanted(text: string): boolean {
  return [...text.matchAll(explanted)].some(({ index, 0: words }) => {
    const from = Math.max(text.lastIndexOf('\n', index), text.lastIndexOf('. ', index)) + 1;
    return !notExplanted.test(text.slice(from, index) + words);
  });
}
