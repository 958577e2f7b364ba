// `codes diff`: what ships and a loaded release, in both directions.
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../server/src/core/language';
import type { LoadedRelease } from '../../../server/src/core/codes/loaded/loaded-release';
import { release } from '../../support/releases';

const { codes } = createLanguage();
const rowsOf = (one: LoadedRelease) =>
  codes.disagreements([one]).map(({ code, shipped, loaded }) => `${code}: ${shipped} / ${loaded}`);

/** The shipped edition of ICD-10-CM as a release, without some codes and with others. */
function diagnoses(without: readonly string[], more: readonly string[] = []): LoadedRelease {
  const shipped = [...codes.releaseRows('ICD-10-CM', '2026-10-02')!];
  const rows = shipped
    .filter(({ key }) => !without.includes(key))
    .map(({ key, info, text }) => `${key}|${info}|${text}`);
  return release('ICD-10-CM', '2026-10-01', [...rows, ...more].sort(byCode), 'FY2027');
}

function byCode(a: string, b: string): number {
  const [one, other] = [a.split('|')[0]!, b.split('|')[0]!];
  return one < other ? -1 : 1;
}

describe('disagreements', () => {
  it('are none beside the same rows', () => {
    expect(rowsOf(diagnoses([]))).toEqual([]);
  });

  it('list a code that a whole release lacks, and one that does not ship', () => {
    expect(rowsOf(diagnoses(['G80.1'], ['Z99.99|1|Something new']))).toEqual([
      'Z99.99: unknown / 1',
      'G80.1: 1 / none',
    ]);
  });

  it('do not list what an excerpt lacks', () => {
    const excerpt = {
      ...release('ICD-10-CM', '2026-10-01', ['G80.0|1|Spastic quadriplegic cerebral palsy']),
      isExcerpt: true as const,
    };
    expect(rowsOf(excerpt)).toEqual([]);
  });

  it('list the limits and modifiers that a whole release lacks', () => {
    expect(rowsOf(release('MUE', '2026-10-01', ['97110|6,3|x']))).toContainEqual(
      expect.stringMatching(/^62370: .* \/ none$/),
    );
    expect(
      rowsOf(release('HCPCS modifiers', '2026-10-01', ['KD|2004-01-01,|Drug or biological infused through dme'])),
    ).toContainEqual(expect.stringMatching(/^JW: .* \/ none$/));
  });
});
