import type { Random } from './random';

const words = (count: number, word: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => word(i)).join('');

/**
 * Characters that text tools stumble over: controls, halves of pairs, marks that combine, turn the direction or break
 * lines elsewhere.
 */
export const HOSTILE_CHARACTERS: readonly string[] = [
  '\u0000',
  '\u0001',
  '\u0007',
  '\b',
  '\t',
  '\u000b',
  '\f',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u0300',
  '\u0301\u0302\u0303',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u2066',
  '\ud800',
  '\udbff',
  '\udc00',
  '\udfff',
  '\u{1f600}',
  '\u{10ffff}',
  '\ufeff',
  '\ufffd',
  '\uffff',
  'é',
  'ß',
  'ſ',
  'İ',
  'ı',
  'µ',
  'Å',
  '٣',
  '２',
  '→',
  '“',
  '”',
  '‘',
  '—',
  'שלום',
  'مرحبا',
  '👩‍⚕️',
  '\r',
  '\n',
  '\r\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$&',
  '$1',
  '%s',
  '\\',
  '`',
  '<b>',
  '](x)',
  '|',
];

/** Short texts that no coder would write. */
const SHORT: readonly ((random: Random) => string)[] = [
  random => words(random.between(1, 200), () => String.fromCharCode(random.below(256))),
  random => words(random.between(1, 200), () => String.fromCharCode(random.below(65536))),
  random => words(random.between(1, 60), () => random.pick(HOSTILE_CHARACTERS)),
  random => '\u0000'.repeat(random.between(1, 300)),
  random =>
    `2026-11-20 refill P-014\n${words(random.between(1, 60), () => `${random.pick(['"""', '""', '""""'])}\n${random.pick(['x', '2026-11-20 refill P-1', '95990 @A', ''])}\n`)}`,
  random =>
    `2026-11-20 refill P-014 @office\n${words(random.between(1, 60), () => `${random.pick(['95990', '62370', 'J0475', '?', 'J7999'])}${random.pick(['-', '--', ' -', ''])}${random.pick(['KD', 'JZ', '25', 'K', '\ud800'])} x${random.below(1000)} @${random.pick(['A', 'Z', 'ABCDEFGHIJKLM', 'a'])}\n`)}`,
  random =>
    words(
      random.between(1, 60),
      () =>
        `${random.pick(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])}${random.pick([':', ' ', '\n', ': x\n'])}`,
    ),
  random =>
    `2026-11-20 ${random.pick(['constructor', '__proto__', 'valueOf', 'refill'])} ${random.pick(['__proto__', 'constructor', 'P-1'])} @${random.pick(['constructor', '__proto__'])} #${random.pick(['constructor', '__proto__', 'toString'])} !${random.pick(['constructor', '__proto__'])} ${random.pick(['constructor=__proto__', 'bill=toString'])}\nby: ${random.pick(['constructor x', '__proto__', 'toString AB'])}\ndrug: ${random.pick(['constructor 5 mg/mL', '__proto__', 'hasOwnProperty 2 mcg/mL'])}, 5 mL\ndx: ${random.pick(['constructor', '__proto__', 'toString'])}\nok: ${random.pick(['constructor', '__proto__', 'toString'])} "x", KL\n95990-${random.pick(['TO', '__'])} @A\n`,
  random =>
    words(
      random.between(1, 12),
      () =>
        `${random.pick(['0000-00-00', '9999-12-31', '2026-02-29', '2024-02-29', '0001-01-01', '13/32/2026', '02/29/2027'])} ${random.pick(['refill', 'visit', 'implant'])} P-${random.below(3)}\nfill: in ${random.pick(['40', '0', '99999999999999999999', '0.000000000000000000001', '-1'])} mL\nprog: dose 1 -> ${random.pick(['2', '1', '0'])} ${random.pick(['mcg/day', 'mg/day', 'mL/day', '%'])}\nread: dose ${random.pick(['0', '1', '99999999999999999999'])} mg/day\ndrug: morphine ${random.pick(['0', '20', '1e9'])} mg/mL, ${random.pick(['0', '40'])} mL\n`,
    ),
];

/** Texts of a size that nobody writes, for what must stay quick on them. */
const LARGE: readonly ((random: Random) => string)[] = [
  random =>
    random.pick(['x', '"', ',', ';', ' ', '-', '@', '9', ':', '\u0000', '\ud83d', 'µ', '(', '.']).repeat(1_000_000),
  random =>
    `2026-11-20 refill P-014 @office\n${random.pick(['dx: ', 'drug: ', 'by: ', 'prog: ', 'fill: ', 'em: ', '| ', 'auth: ', 'ok: ', 'device: ', 'read: '])}${random
      .pick(['G80.0, ', '"', 'a b ', '5 mL, ', '-> ', 'MD AS, ', '2026-01-01 ', '555-1234 ', 'Mr. Smith '])
      .repeat(random.between(2000, 20_000))}\n`,
  random =>
    `2026-11-20 refill P-014 @office\n95990${random
      .pick(['-KD', '-', ' x2', ' @A', ' "', ' $1', ' ndc 1', ' 95990'])
      .repeat(random.between(1000, 20_000))}\n`,
  random =>
    `2026-11-20 refill P-014 @office ${random
      .pick(['@office ', '#medicare ', '!stopped ', 'bill=pro ', '+refill', 'x '])
      .repeat(random.between(1000, 20_000))}\n`,
  random =>
    `2026-11-20 refill P-014 @office\n${words(random.between(500, 2000), i => `${random.pick(['95990', '62369', 'J0475', '99213'])} x${i} @A\n`)}`,
  random =>
    words(
      random.between(200, 1000),
      i => `2026-11-20 refil P-${i % 7}\nasess: x\nfill: 5\n9599O @A\n2026-1-1\nstray\n`,
    ),
  random => `${'"""\n'.repeat(random.between(1000, 20_001))}2026-11-20 refill P-014\n`,
];

export function hostileText(random: Random): string {
  return random.pick(SHORT)(random);
}

export function largeText(random: Random): string {
  return random.pick(LARGE)(random);
}
