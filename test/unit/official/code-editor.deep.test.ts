// Whether a diagnosis is valid on a date of service, as the code editor of CMS decides it: by the order file in force.
// Random codes and dates, valid, invalid and incomplete ones, with the shipped tables and with the loaded releases:
// every answer must agree.
import { expect, it } from 'vitest';
import { createLanguage } from '../../../server/src/core/language';
import { official, withOfficialReleases } from '../../support/official';
import { releasesIn } from '../../support/releases';

const FILES = [
  ['cms_2025_dx.zip', 'icd10cm_order_2025.txt', '2024-10-01', '2025-09-30'],
  ['cms_2026_dx.zip', 'icd10cm_order_2026.txt', '2025-10-01', '2026-09-30'],
  ['icd10cm_order_2027.rebuilt.zip', 'icd10cm_order_2027.txt', '2026-10-01', '2027-09-30'],
] as const;
const TRIES = 20_000;

/** The same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

withOfficialReleases('the code editor', () => {
  const texts = FILES.map(([file, entry]) => official(file, entry));
  /** Read by columns, apart from the importers. */
  const editions = texts.map(
    text => new Map(text.split('\r\n').flatMap(line => (line ? [[line.slice(6, 13).trim(), line[14]]] : []))),
  );
  const known = [...new Set(editions.flatMap(edition => [...edition.keys()]))];
  const releases = texts.flatMap((text, i) => releasesIn(text, FILES[i]![1]));

  /** A known code, or one with a letter changed, dropped or added. */
  function codeFrom(next: (below: number) => number): string {
    const code = known[next(known.length)]!;
    const at = 1 + next(code.length);
    const sign = '0123456789ABCDSX'[next(16)]!;
    switch (next(4)) {
      case 0:
        return code.slice(0, at) + sign + code.slice(at + 1);
      case 1:
        return code.slice(0, Math.max(3, at));
      case 2:
        return (code + sign).slice(0, 7);
      default:
        return code;
    }
  }

  it.each([
    ['the shipped tables', createLanguage()],
    ['the loaded releases', createLanguage(releases)],
  ])('agrees with %s on every code and date', (_, { codes }) => {
    const next = random(20261130);
    const differ: string[] = [];
    let valid = 0;
    for (let i = 0; i < TRIES; i++) {
      const edition = next(FILES.length);
      const [, , from, to] = FILES[edition]!;
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
      const date = new Date(Date.parse(from) + next(days) * 86_400_000).toISOString().slice(0, 10);
      const code = codeFrom(next);
      const flag = editions[edition]!.get(code);
      const status = codes.on(date).diagnosisStatus(code);
      const answer = {
        billable: '1',
        header: '0',
        'needs-7th': '0',
        'not-yet': undefined,
        ended: undefined,
        unknown: undefined,
      }[status];
      if (answer !== flag) differ.push(`${code} on ${date}: ${status}, not ${flag ?? 'absent'}`);
      if (flag === '1') valid++;
    }
    expect(valid).toBeGreaterThan(TRIES / 4);
    expect(differ).toEqual([]);
  });
});
