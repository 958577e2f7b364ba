import { every, isDigit, wordEnd } from '../syntax/chars.js';
import type { HeaderLine, Tag, Token } from '../syntax/tree.js';
import {
  asFlag,
  asService,
  FLAGS,
  inEitherCase,
  PLACE_NAMES,
  SERVICES,
  type Flag,
  type Service,
} from '../syntax/vocabulary.js';
import { readDate } from './date.js';
import type { Encounter, Fact, HeaderPlace } from './model.js';
import { nearestWord } from '../text/nearest-word.js';
import type { Reader } from './reader.js';
import { likelyPlace, likelyService } from './header-synonyms.js';
import type { IsoDate } from '../syntax/iso-day.js';

type HeaderFacts = Pick<
  Encounter,
  'header' | 'date' | 'datePlace' | 'services' | 'patient' | 'place' | 'payers' | 'flags' | 'bill'
>;

export function readHeaderLine(reader: Reader, line: HeaderLine): HeaderFacts {
  const start = line.date.start;
  const end = Math.max(
    line.date.end,
    lastEnd(line.services),
    line.patient?.end ?? 0,
    line.tags.at(-1)?.token.end ?? 0,
    lastEnd(line.misfits),
  );
  if (!line.complete) reportMalformed(reader, line, end);
  const services: Fact<Service>[] = [];
  const moved = withBlankMoved(line);
  for (const [i, word] of line.services.entries()) {
    const service = i === 0 && moved ? moved.service : asService(word.text);
    if (service) services.push(reader.fact(service, word));
    else if (word.text)
      reportUnknown(reader, 'unknown-service', word, {
        message: `Correct “${word.text}”: it is not a service; write one of ${SERVICES.join(', ')}.`,
        near: likelyService(word.text),
      });
  }
  let place: HeaderPlace | undefined, bill: Fact<'pro' | 'facility'> | undefined;
  const payers: Fact<string>[] = [];
  const flags: Fact<Flag>[] = [];
  for (const tag of line.tags) {
    if (tag.kind === 'place') {
      if (place)
        reader.problem(
          'duplicate-field',
          tag.token,
          'Delete one place: the encounter has a place already; only the last one counts.',
          [reader.fix('edit', `Delete @${place.name}`, { start: place.start, end: place.end + 1 }, '')],
        );
      place = readPlace(reader, tag);
    } else if (tag.kind === 'payer') {
      if (tag.name.text) payers.push(reader.fact(tag.name.text.toLowerCase(), tag.token));
    } else if (tag.kind === 'flag') {
      const flag = asFlag(tag.name.text);
      if (flag) flags.push(reader.fact(flag, tag.token));
      else
        reportUnknown(reader, 'unknown-flag', tag.name, {
          message: `Correct “${tag.token.text}”: it is not a flag; write one of ${FLAGS.map(f => `!${f}`).join(', ')}.`,
          near: nearestWord(tag.name.text, FLAGS),
        });
    } else bill = readSetting(reader, tag, bill);
  }
  return {
    header: reader.place({ start, end }),
    date: readHeaderDate(reader, line),
    datePlace: reader.place(line.date),
    services,
    patient: line.patient && reader.fact(line.patient.text, line.patient),
    place,
    payers,
    flags,
    bill,
  };
}

function lastEnd(tokens: readonly Token[]): number {
  return tokens.at(-1)?.end ?? 0;
}

/** The day that a header names, if it is one. */
export function headerDate(header: Pick<HeaderLine, 'date' | 'services'>): IsoDate | undefined {
  const moved = withBlankMoved(header);
  if (moved) return moved.date;
  const { text } = header.date;
  const reading = readDate(text);
  return reading.ok ? reading.iso : dayBeforeSign(text);
}

/** `2026-11-20:` is that day with a stray sign behind it. */
function dayBeforeSign(text: string): IsoDate | undefined {
  const reading = /[:;,.]$/.test(text) ? readDate(text.slice(0, -1)) : undefined;
  return reading?.ok && reading.form === 'iso' ? reading.iso : undefined;
}

/** `2026-11-2 0refill`: the blank was typed a key too early. */
function withBlankMoved({
  date,
  services,
}: Pick<HeaderLine, 'date' | 'services'>): { readonly date: IsoDate; readonly service: Service } | undefined {
  const word = services[0]?.text ?? '';
  const reading = isDigit(word.charCodeAt(0)) ? readDate(date.text + word[0]!) : undefined;
  const service = asService(word.slice(1));
  return reading?.ok && reading.form === 'iso' && service ? { date: reading.iso, service } : undefined;
}

function readHeaderDate(reader: Reader, line: HeaderLine): IsoDate | undefined {
  const moved = withBlankMoved(line);
  if (moved) {
    const span = { start: line.date.start, end: line.services[0]!.end };
    const right = `${moved.date} ${moved.service}`;
    if (line.complete)
      reader.problem('malformed-header', span, `Move the blank behind the date: write ${right}.`, [
        reader.fix('edit', `Write ${right}`, span, right),
      ]);
    return moved.date;
  }
  const { text } = line.date;
  const reading = readDate(text);
  if (reading.ok) {
    if (reading.form !== 'iso') {
      reader.problem('date-format', line.date, `Write dates as YYYY-MM-DD: write ${reading.iso} for “${text}”.`, [
        reader.fix(reading.form === 'short-year' ? 'edit' : 'repair', `Write ${reading.iso}`, line.date, reading.iso),
      ]);
    }
    return reading.iso;
  }
  const day = dayBeforeSign(text);
  if (day) {
    if (line.complete) {
      reader.problem(
        'malformed-header',
        line.date,
        `Write ${day} and a blank: “${text}” is not a date, which is followed by a blank.`,
        [reader.fix('edit', `Write ${day}`, line.date, day)],
      );
    }
    return day;
  }
  if (reading.shaped) reader.problem('invalid-date', line.date, `Correct the date: there is no day ${text}.`);
  else if (line.complete)
    reader.problem(
      'malformed-header',
      line.date,
      `Start the encounter with a date such as 2026-11-20: “${text}” is not a date.`,
    );
  return undefined;
}

export function readPlace(reader: Reader, tag: Pick<Tag, 'name' | 'token'>): HeaderPlace {
  const name = tag.name.text;
  const code = inEitherCase(PLACE_NAMES, name) ?? (name.length === 2 && every(name, isDigit) ? name : undefined);
  if (!code) {
    const near = likelyPlace(name);
    reportUnknown(reader, 'unknown-place', tag.name, {
      message: `Correct “${tag.token.text}”: it is not a place; write one of ${[...PLACE_NAMES.keys()].join(', ')} or a two-digit place-of-service code.`,
      near,
    });
  }
  return { block: reader.block, start: tag.token.start, end: tag.token.end, name, code };
}

function readSetting(reader: Reader, tag: Tag, before: HeaderFacts['bill']): HeaderFacts['bill'] {
  const name = tag.name.text.toLowerCase(),
    value = tag.value?.text.toLowerCase() ?? '';
  if (name === 'bill' && (value === 'pro' || value === 'facility')) {
    if (before)
      reader.problem('duplicate-field', tag.token, 'The encounter has bill= already; only the last one counts.', [
        reader.fix('edit', `Delete bill=${before.value}`, { start: before.start, end: before.end + 1 }, ''),
      ]);
    return reader.fact(value, tag.token);
  }
  const near = name === 'bill' ? nearestWord(value, ['pro', 'facility']) : undefined;
  reportUnknown(reader, 'unknown-flag', name === 'bill' && tag.value ? tag.value : tag.token, {
    message:
      name === 'bill'
        ? `Write bill=pro or bill=facility: “${tag.token.text}” is not a kind of claim.`
        : `Delete “${tag.token.text}”: only bill=pro and bill=facility are known here.`,
    near,
  });
  return before;
}

function reportUnknown(
  reader: Reader,
  rule: 'unknown-service' | 'unknown-place' | 'unknown-flag',
  word: { start: number; end: number; text: string },
  { message, near }: { readonly message: string; readonly near: string | undefined },
): void {
  reader.problem(rule, word, message, near ? [reader.fix('edit', `Write ${near}`, word, near)] : []);
}

function reportMalformed(reader: Reader, line: HeaderLine, end: number): void {
  const known = line.services.filter(s => asService(s.text));
  const tags = line.tags.map(t => t.token.text);
  const promoted = line.misfits.map(word => {
    if (PLACE_NAMES.has(word.text.toLowerCase())) return `@${word.text.toLowerCase()}`;
    return asFlag(word.text) ? `!${word.text.toLowerCase()}` : undefined;
  });
  const joiners = line.misfits.every(
    (word, i) => promoted[i] !== undefined || /^[+,&/]$/.test(word.text) || word.text.toLowerCase() === 'and',
  );
  const corrected =
    known.length && known.length === line.services.filter(s => s.text).length && line.patient && joiners
      ? [
          line.date.text,
          [...new Set(known.map(s => s.text.toLowerCase()))].join('+'),
          line.patient.text,
          ...promoted.filter(p => p !== undefined),
          ...tags,
        ].join(' ')
      : undefined;
  // A sign alone at the end of the patient is no token of its own: `P-014@`.
  const { text } = reader.block;
  const span = { start: line.date.start, end: wordEnd(text, end, line.end) };
  const misfit = line.misfits.find((_, i) => promoted[i] === undefined);
  const message = headerProblem(line, misfit);
  reader.problem(
    'malformed-header',
    span,
    message,
    corrected ? [reader.fix('edit', `Write “${corrected}”`, span, corrected)] : [],
  );
}

function runsIntoDate(line: HeaderLine): boolean {
  return line.services[0]?.start === line.date.end;
}

/** @param misfit the first word that has no place in a header */
function headerProblem(line: HeaderLine, misfit: Token | undefined): string {
  if (!line.services.some(s => s.text))
    return `Write a service after the date: this header names no service (${SERVICES.join(', ')}).`;
  if (!line.patient)
    return `Write the patient after the service: this header names no patient (a local token such as P-014, never a name).`;
  if (runsIntoDate(line))
    return `Put a blank after the date: a header is DATE service PATIENT, then tags such as @office #medicare.`;
  if (misfit)
    return `“${misfit.text}” has no place in a header: it is DATE service PATIENT, then tags such as @office #medicare.`;
  return 'Reorder the header, which is out of order: DATE service+service PATIENT, then tags such as @office #medicare.';
}
