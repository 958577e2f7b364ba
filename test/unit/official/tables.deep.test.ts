import { expect, it } from 'vitest';
import addOns from '../../../server/data/add-ons.json';
import icd from '../../../server/data/icd10cm.json';
import limits from '../../../server/data/unit-limits.json';
import pairs from '../../../server/data/ncci-pairs.json';
import taxonomy from '../../../server/data/taxonomy.json';
import { language } from '../../support/checking';
import { official, withOfficialReleases } from '../../support/official';

withOfficialReleases('the shipped tables against the whole releases', () => {
  for (const year of [2025, 2026]) {
    it(`ICD-10-CM FY${year}: every code of our families, as header or billable, with its title`, () => {
      const edition = icd.editions.findIndex(e => e.name === `FY${year}`);
      const ours = new Map(
        (icd.rows as [string, string, string][]).map(([code, flags, title]) => [
          code.replace('.', ''),
          { flag: flags[edition]!, title },
        ]),
      );
      const families = new Set([...ours.keys()].map(code => code.slice(0, 3)));
      const met = new Set<string>();
      let billable = 0,
        headers = 0;
      for (const line of official(`cms_${year}_dx.zip`, `icd10cm_order_${year}.txt`).split('\r\n')) {
        const code = line.slice(6, 13).trim(),
          flag = line[14],
          title = line.slice(77).trim();
        if (flag === '1') billable++;
        else if (flag === '0') headers++;
        const own = ours.get(code);
        if (!own) continue;
        met.add(code);
        expect(`${code} ${flag} ${title}`).toBe(`${code} ${own.flag} ${year === 2026 ? own.title : title}`);
      }
      expect(families.size).toBeGreaterThan(20);
      expect([...ours].filter(([code, { flag }]) => flag !== '-' && !met.has(code))).toEqual([]);
      if (year === 2026) expect({ billable, headers }).toEqual({ billable: 74_719, headers: 23_467 });
    });
  }

  it('NCCI 2024-07-01: every row between two codes of our tables, and no other', () => {
    const own = new Set(
      language.codes
        .on('2026-11-20')
        .procedures()
        .map(entry => entry.code),
    );
    const shipped = new Set(pairs.rows.map(row => row.slice(0, 2).join(' ')));
    const released = new Map<string, string[]>();
    for (const part of [1, 2, 3, 4]) {
      const text = official(`ccipra-2024q3-f${part}.txt.gz`);
      for (let start = 0; start < text.length;) {
        const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
        if (own.has(text.slice(start, start + 5))) {
          const [column1, column2, , , deletion, indicator] = text.slice(start, end).trimEnd().split('\t');
          if (own.has(column2!)) {
            const key = `${column1} ${column2}`;
            const row = `${deletion === '*' ? '' : deletion} ${indicator}`;
            released.set(key, [...(released.get(key) ?? []), row]);
          }
        }
        start = end + 1;
      }
    }
    expect([...shipped].filter(key => !released.has(key))).toEqual([]);
    for (const [key, rows] of released) {
      const [column1, column2] = key.split(' ') as [string, string];
      const history = language.codes
        .on('2026-11-20')
        .pairHistory(column1, column2)
        .map(row => `${row.to?.replaceAll('-', '') ?? ''} ${row.indicator}`);
      expect(`${key}: ${history.sort().join(', ')}`).toBe(`${key}: ${rows.sort().join(', ')}`);
    }
    expect(released.size).toBeGreaterThan(2000);
  });

  it('MUE 2024-07-01: every limit', () => {
    const released = new Map(
      [...official('MCR_MUE_PractitionerServices_2024q3.csv').matchAll(/^([0-9A-Z]{5}),(\d+),(\d) /gm)].map(m => [
        m[1]!,
        [+m[2]!, +m[3]!],
      ]),
    );
    for (const [code, units, mai, source = limits.source] of limits.rows as [string, number, number, string?][]) {
      if (source !== limits.source) continue;
      expect([code, ...(released.get(code) ?? [])]).toEqual([code, units, mai]);
    }
    const newer = new Set(limits.rows.filter(row => row.length > 3).map(([code]) => code));
    const own = language.codes
      .on('2026-11-20')
      .procedures()
      .filter(entry => released.has(entry.code) && !newer.has(entry.code));
    for (const entry of own) expect([entry.code, entry.mue?.units]).toEqual([entry.code, released.get(entry.code)![0]]);
  });

  it('NCCI add-on edits 2025Q4: every primary code and its days', () => {
    const day = (julian: string): string | null =>
      julian.trim() === ''
        ? null
        : new Date(Date.UTC(+julian.slice(0, 4), 0, +julian.slice(4))).toISOString().slice(0, 10);
    const released = new Map<string, Set<string>>();
    const lines = official('add-code-edits-medicare-effective-10012025.zip', 'AOC_V2025Q4_01-MCR.txt').split('\r\n');
    for (const line of lines) {
      const [from, to] = [day(line.slice(25, 32)), day(line.slice(32, 39))];
      const code = line.slice(1, 6).trim();
      const primary = line.slice(13, 18);
      if (from === to || primary === 'CCCCC') continue;
      released.set(code, (released.get(code) ?? new Set()).add(`${from} ${to} ${primary}`));
    }
    for (const { code, primaries } of addOns.rows) {
      const shipped = primaries
        .filter(([from]) => from! < '2025-10-01')
        .flatMap(([from, to, codes]) => codes!.split(' ').map(primary => `${from} ${to} ${primary}`));
      expect([code, ...shipped.sort()]).toEqual([code, ...[...(released.get(code) ?? [])].sort()]);
    }
  });

  it('NUCC 25.1: every taxonomy code and no other', () => {
    const released = new Set([...official('nucc_taxonomy_251.csv').matchAll(/^"?([0-9A-Z]{10})"?,/gm)].map(m => m[1]!));
    expect(
      (taxonomy.rows as [string, ...unknown[]][]).map(([code]) => code).filter(code => !released.has(code)),
    ).toEqual([]);
    expect(released.size).toBe(883);
    expect(taxonomy.codes.split(' ').map(code => `${code}X`)).toEqual([...released].sort());
  });

  it('HCPCS 2019: first and last days of the drug codes that it holds', () => {
    const text = official('2019-Alpha-Numeric-HCPCS-File.zip', 'HCPC2019_CONTR_ANWEB.txt');
    let compared = 0;
    for (const line of text.split(/\r?\n/)) {
      const entry = line[10] === '3' ? language.codes.on('2026-11-20').procedure(line.slice(0, 5)) : undefined;
      if (entry?.system !== 'HCPCS') continue;
      const added = iso(line.slice(268, 276)),
        ended = iso(line.slice(284, 292));
      if (ended) expect([entry.code, entry.to]).toEqual([entry.code, ended]);
      if (entry.from && added) expect([entry.code, entry.from]).toEqual([entry.code, added]);
      compared++;
    }
    expect(compared).toBeGreaterThan(15);
  });
});

function iso(yyyymmdd: string): string | undefined {
  return /^\d{8}$/.test(yyyymmdd) ? `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}` : undefined;
}
