import type { Gap } from './replace-gaps.js';

/**
 * What forms, screens and printers put around the words of a chart and no reader needs: carriage returns, choices of a
 * template, dots that lead to a value, line numbers, and the head and foot of each page.
 */
export function layoutMarks(source: string): Gap[] {
  return [
    ...[...source.matchAll(/\r(?=\n)|\f/g)].map(({ index }) => ({ start: index, end: index + 1, by: '' })),
    ...pickLists(source),
    ...[...source.matchAll(/(?<=[a-z])\(s\)/gi)].map(({ index }) => ({ start: index, end: index + 3, by: 's' })),
    ...[...source.matchAll(/(?<=[a-z)#?%] {0,3}:) {2,}(?=\S)/gi)].map(({ index, 0: blanks }) => ({
      start: index,
      end: index + blanks.length,
      by: ' ',
    })),
    // `Lot / Exp   : PR7720`: the colon below the colons of other labels.
    ...[...source.matchAll(/(?<=[a-z)#%]) {2,}(?=: {0,3}\S)/gi)].map(({ index, 0: blanks }) => ({
      start: index,
      end: index + blanks.length,
      by: '',
    })),
    ...dotLeaders(source),
    ...farColons(source),
    ...interview(source),
    ...lineNumbers(source),
    ...repeatedPageLines(source),
  ];
}

const PICK_LIST = /\{[^{}\n"]{0,120}?(?:::"([^"\n{}]{0,200})")?\}/g;

/** Choices of a template, `{mode:88::"flex"}`: what was picked stays; where nothing was picked, nothing does. */
function pickLists(original: string): Gap[] {
  const lists = [...original.matchAll(PICK_LIST)].flatMap(({ index, 0: all, 1: picked }) => {
    const end = index + all.length;
    if (picked !== undefined) {
      const from = end - 2 - picked.length;
      return [
        { start: index, end: from, by: '' },
        { start: end - 2, end, by: '' },
      ];
    }
    const blank = original[index - 1] === ' ' && original[end] === ' ' ? 1 : 0;
    return /:\d+\}$/.test(all) ? [{ start: index, end: end + blank, by: '' }] : [];
  });
  const marks = [...original.matchAll(/[{}]/g)].map(({ index }) => ({ start: index, end: index + 1, by: '' }));
  return [...lists, ...marks.filter(mark => !lists.some(({ start, end }) => mark.start >= start && mark.start < end))];
}

/** `PUMP MODEL:........ SYNCHROMED II`, `09 WITHDRAWN  . . . : 11.7 CC`: dots that lead from a label to its value. */
const LEADER = /(?<=[A-Za-z)])[ \t]{0,3}:?[ \t]?(?:(?:\.[ ]?){3,}:?|(?:\.[ ]?)+:)[ \t]*(?=\S)/g;

function dotLeaders(source: string): Gap[] {
  return [...source.matchAll(LEADER)]
    .filter(({ index }) => isLabel(source.slice(Math.max(0, index - MAX_LEADER_LABEL), index)))
    .map(({ index, 0: leader }) => ({ start: index, end: index + leader.length, by: ': ' }));
}

const MIN_ANSWERS = 3;

/** `Q: What came out?  A: 4.6 mL`: a question is the label of its answer. */
function interview(source: string): Gap[] {
  const answers = [...source.matchAll(/(?<=[A-Za-z0-9)])\?\s{1,4}A[:.][ \t]*(?=\S)/g)];
  if (answers.length < MIN_ANSWERS) return [];
  const questions = [...source.matchAll(/(?<=^|[ \t]{2}|\n)(?:\d{1,2}[.)] ?)?Q\d{0,2}[:.][ \t]*(?=\S)/g)];
  return [
    ...answers.map(({ index, 0: words }) => ({ start: index, end: index + words.length, by: ': ' })),
    ...questions.map(({ index, 0: words }) => ({ start: index, end: index + words.length, by: '' })),
  ];
}

/** `SERIAL NO     : NGP0000001`, `Mode\t: Flex`: a sign in a column of its own behind the labels. */
const FAR_COLON = /(?<=[A-Za-z0-9)?#%])(?:[ \t]{2,}|\t)[:=](?:[ \t]+)(?=\S)/g;

function farColons(source: string): Gap[] {
  return [...source.matchAll(FAR_COLON)]
    .filter(({ index }) => isLabel(source.slice(Math.max(0, index - MAX_LEADER_LABEL), index)))
    .map(({ index, 0: sign }) => ({ start: index, end: index + sign.length, by: ': ' }));
}

const MIN_NUMBERED = 5;

/** The numbers of the lines of a screen, `01 PROVIDER`, `02 DX`, which are no part of what the lines say. */
function lineNumbers(source: string): Gap[] {
  const numbered = [...source.matchAll(/^[ ]*(\d{1,2})[ ]+(?=[A-Z])/gm)];
  const inOrder = numbered.filter(({ 1: number }, i) => Number(number) === Number(numbered[0]![1]) + i);
  return inOrder.length < MIN_NUMBERED || inOrder.length < numbered.length
    ? []
    : inOrder.map(({ index, 0: all }) => ({ start: index, end: index + all.length, by: '' }));
}

const PAGE = /\f|\bpage \d{1,2} of \d{1,2}\b/i;

/** Lines that a printer repeats on each page: the first of each stays. */
function repeatedPageLines(source: string): Gap[] {
  if (!PAGE.test(source)) return [];
  const seen = new Set<string>();
  const gaps: Gap[] = [];
  for (const { index, 0: line } of source.matchAll(/^.*(?:\n|$)/gm)) {
    const words = line
      .replaceAll(/[\f\r\n]/g, '')
      .replace(/\bpage \d{1,2} of \d{1,2}\b/i, 'page')
      .trim();
    if (words.length < MIN_PAGE_LINE || /^\W*$/.test(words)) continue;
    if (seen.has(words)) gaps.push({ start: index, end: index + line.length, by: '' });
    seen.add(words);
  }
  return gaps.length < MIN_PAGE_LINES ? [] : gaps;
}

/** Shorter lines may be answers that occur twice. */
const MIN_PAGE_LINE = 16,
  MIN_PAGE_LINES = 2;

/** Characters of a label that dots lead from. */
const MAX_LEADER_LABEL = 60;

/** Whether the words before dots begin a line or a cell, and are no sentence. */
function isLabel(before: string): boolean {
  const words = /(?:^|\n|\t|\||  )(?:\d{1,2}[.)] )?([^\n\t|]{1,50})$/.exec(before)?.[1];
  return words !== undefined && !/[.;!?] /.test(words);
}
