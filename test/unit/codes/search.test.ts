// Codes of every set by words: typing errors, abbreviations, and coders' names for things.
import { describe, expect, it } from 'vitest';
import { slipsBetween, TextIndex } from '../../../server/src/core/codes/text-index';
import { shippedTables } from '../../../server/src/core/codes/tables';
import { createLanguage } from '../../../server/src/core/language';
import { encodeBlocks } from '../../../server/src/core/codes/block-table';

const codes = createLanguage().codes.on('2026-11-20');
const find = (query: string, limit = 10): string[] => codes.search(query, limit).map(({ code }) => code);

describe('a code that is not valid on the day', () => {
  const first = (query: string, date: string) => createLanguage().codes.on(date).search(query, 5)[0];

  it.each([
    ['J2275', '2015-01-01', { ended: '2014-12-31' }],
    ['J1170', '2026-11-20', { ended: '2024-09-30' }],
    ['J1171', '2024-09-30', { begins: '2024-10-01' }],
    ['G35.A', '2025-09-30', { begins: '2025-10-01' }],
    ['JG', '2026-11-20', { ended: '2024-12-31' }],
  ])('%s on %s says so', (code, date, days) => {
    expect(first(code, date)).toMatchObject({ code, ...days });
  });

  it.each([
    ['J2275', '2014-12-31'],
    ['J1171', '2024-10-01'],
    ['G80.1', '2026-11-20'],
    ['62370', '2026-11-20'],
  ])('%s on %s says nothing', (code, date) => {
    expect(Object.keys(first(code, date)!)).toEqual(['code', 'set', 'title']);
  });
});

describe('a search by words', () => {
  it.each([
    ['spastic diplegia', 'G80.1'],
    ['spatsic diplegia', 'G80.1'],
    ['spastic diplegai', 'G80.1'],
    ['diplegic spastic', 'G80.1'],
    ['chf', 'I50.9'],
    ['heart attack', 'I21.9'],
    ['HTN', 'I10'],
    ['high blood pressure', 'I10'],
    ['copd', 'J44.9'],
    ['t2dm', 'E11.9'],
    ['type 2 dm', 'E11.9'],
    ['afib', 'I48.91'],
    ['uti', 'N39.0'],
    ['failed back surgery syndrome', 'M96.1'],
    ['pump refill', '95990'],
    ['pump refil', '95990'],
    ['baclofen', 'J0475'],
    ['balcofen', 'J0475'],
    ['chronic pain syndrom', 'G89.4'],
    ['hyper tension', 'I10'],
    ['hypertension', 'I10'],
    ['low back pain', 'M54.50'],
    ['lumbago', 'M54.50'],
    ['postherpetic neuralgia', 'B02.29'],
    ['PHN', 'B02.29'],
    ['SCI', 'S14.109A'],
    ['SCI paraplegia', 'G82.20'],
    ['pancreatic cancer', 'C25.9'],
    ['panc ca', 'C25.9'],
    ['lumbar stenosis with claudication', 'M48.062'],
    ['lumbar stenosis without claudication', 'M48.061'],
    ['ddd L-spine', 'M51.360'],
    ['lumbar DDD', 'M51.360'],
    ['brain met', 'C79.31'],
    ['brain mets', 'C79.31'],
    ['noncompliance meds', 'Z91.148'],
  ])('%s finds %s first', (query, expected) => {
    expect(find(query)[0]).toBe(expected);
  });

  it.each([
    ['pump refill RN', '95990'],
    ['refill by NP', '95991'],
    ['pump refill by doctor with reprogramming', '62370'],
    ['reprogramming only', '62368'],
    ['dose escalation', '62368'],
    ['pump reprogramed', '62368'],
    ['low reservoir alarm', '62367'],
    ['pump exchange end of life', '62362'],
    ['ERI reached', '62362'],
    ['implantation of intrathecal pump', '62362'],
    ['explant pump', '62365'],
    ['cathater revison', '62350'],
    ['laminectomy for catheter', '62351'],
    ['catheter access port aspiration', '61070'],
    ['rotor study', '61070'],
    ['US guided refill', '76942'],
    ['CADD pump refill', '96521'],
    ['screening dose', '62322'],
    ['office visit level 4', '99214'],
    ['pump pocket infection', 'T85.738A'],
    ['seroma at pump site', 'L76.34'],
    ['hematoma pocket', 'L76.32'],
    ['catheter dislodgement', 'T85.620A'],
    ['csf leak after pump', 'G97.0'],
    ['PDPH', 'G97.1'],
    ['intrathecal granuloma', 'T85.890A'],
    ['baclofen withdrawl', 'T42.8X6A'],
    ['morphine overdose', 'T40.2X1A'],
    ['spasticity after stroke', 'I69.351'],
    ['MS spasticity', 'G35.D'],
    ['spastisity', 'G80.1'],
    ['CRPS foot', 'G90.521'],
    ['failed spinal surgery', 'M96.1'],
    ['cervical dystonia', 'G24.3'],
    ['tethered cord', 'Q06.8'],
    ['locked in', 'G83.5'],
    ['neuropathic pain', 'M79.2'],
    ['opioid induced constipation', 'K59.03'],
    ['missed dose baclofen', 'J0475'],
    ['ziconitide', 'J2278'],
    ['waste modifier', 'JW'],
    ['KD modifier', 'KD'],
    ['modifier 25', '25'],
    ['CPT 62370', '62370'],
    ['topped off pump', '95990'],
    ['fill the reservoir', '95990'],
    ['tweak dose', '62368'],
    ['weaning pump', '62368'],
    ['refill reprog MD', '62370'],
    ['analysis without reprogramming', '62367'],
    ['download pump logs', '62367'],
    ['alarm going off', '62367'],
    ["couldn't access port", '95990'],
    ['hard stick refill', '95991'],
    ['sono guided refill', '76942'],
    ['u/s guidance', '76942'],
    ['put in pump', '62362'],
    ['pull catheter', '62355'],
    ['cath replaced', '62350'],
    ['lami for catheter', '62351'],
    ['twisted pump', 'T85.625A'],
    ['sheared catheter', 'T85.610A'],
    ['clogged cath', 'T85.690A'],
    ['fluid collection at pump', 'L76.34'],
    ['catheter tip mass', 'T85.890A'],
    ['baclofen toxicity', 'T42.8X1A'],
    ['bupivicaine', 'J0665'],
    ['Naropin', 'J2795'],
    ['pain cocktail', 'J7999'],
    ['same day E/M modifier', '25'],
    ['professional component', '26'],
    ['discontinued procedure', '53'],
    ['hospice unrelated', 'GW'],
    ['est pt level 3', '99213'],
    ['new pt level 4', '99204'],
    ['f/u visit', '99213'],
    ['post op check', '99024'],
    ['spinal tap', '62270'],
    ['insulin pump', 'Z96.41'],
    ['wheelchair bound', 'Z99.3'],
    ['leg swelling', 'R60.0'],
  ])('leads a coder from “%s” to %s among the first three', (query, expected) => {
    expect(find(query, 3)).toContain(expected);
  });

  it.each([
    ['pocket haematoma', 'L76.32'],
    ['oedema of legs', 'R60.0'],
    ['ischaemic stroke', 'I63.9'],
    ['leukaemia', 'C95.90'],
    ['paralysed legs', 'G82.20'],
    ['programme pump', '62368'],
    ['tunnelled catheter', '62350'],
    ['iron deficiency anaemia', 'D50.9'],
    ['diarrhoea', 'R19.7'],
    ['paraesthesia', 'R20.2'],
  ])('reads British spelling: %s finds %s first', (query, expected) => {
    expect(find(query)[0]).toBe(expected);
  });

  it('takes no word for the beginning of another name', () => {
    for (const query of ['zzzqx pump', 'zzzqx catheter']) expect(find(query)).not.toContain('61070');
  });

  it('falls back on the rarest words that titles hold', () => {
    expect(find('zzzqx spastic diplegia')[0]).toBe('G80.1');
    expect(find('zzzqx quadriplegia')[0]).toMatch(/^G82\.5/);
    expect(find('no such thing at all')).toEqual([]);
  });

  it('finds a code by its number, with or without its dot, in either case, and with a slip', () => {
    expect(find('g801')[0]).toBe('G80.1');
    expect(find('G80.1')).toEqual(['G80.1']);
    expect(find('62370')[0]).toBe('62370');
    expect(find('6230')).toContain('62370');
    expect(find('J04755')).toContain('J0475');
    expect(find('G80')[0]).toBe('G80');
  });

  it('finds nothing for words that no title holds', () => {
    expect(find('xyzzy')).toEqual([]);
    expect(find('  -- ')).toEqual([]);
    expect(find('qqqq wwww zzzz')).toEqual([]);
  });

  it('finds a title by its words with a slip in the longest one', () => {
    const titles = codes
      .diagnoses()
      .filter(({ code }) => codes.diagnosisStatus(code) === 'billable')
      .filter((_, i) => i % 25 === 0);
    expect(titles.length).toBeGreaterThan(10);
    const missed = titles.filter(({ code, title }) => {
      const words = title.split(/[^A-Za-z0-9]+/).filter(word => word.length > 2);
      const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
      const typed = words.map(word => (word === longest ? `${word.slice(0, 3)}${word.slice(4)}` : word)).join(' ');
      return !find(typed, 20).includes(code);
    });
    expect(missed).toEqual([]);
  });

  it('leads by every abbreviation to codes that exist', () => {
    for (const { terms, codes: leadTo = [] } of shippedTables.searchWords.rows) {
      for (const code of leadTo) expect([code, codes.diagnosis(code)?.code]).toEqual([code, code]);
      for (const term of terms) expect([term, find(term, 1)]).not.toEqual([term, []]);
    }
  });

  it('finds codes of loaded releases in their days only', () => {
    const rows = [{ key: 'K0001', info: '1994-01-01,', text: 'Standard wheelchair' }];
    const release = {
      set: 'HCPCS' as const,
      name: '2026-10-01',
      from: '2026-10-01',
      rows: 1,
      blocks: () => encodeBlocks(rows).map(({ first, bytes }) => ({ first, bytes: () => bytes })),
    };
    const { codes: loaded } = createLanguage([release]);
    const on = (date: string) =>
      loaded
        .on(date)
        .search('wheel chair', 5)
        .map(({ code }) => code);
    expect(on('2026-11-20')).toContain('K0001');
    expect(on('2026-09-30')).not.toContain('K0001');
  });
});

describe('slips between words', () => {
  it.each([
    ['spastic', 'spastic', 0],
    ['spatsic', 'spastic', 1],
    ['spastc', 'spastic', 1],
    ['spasstic', 'spastic', 1],
    ['spostic', 'spastic', 1],
    ['sposstic', 'spastic', 2],
    ['abc', 'xyz', 3],
  ])('%s and %s are %i apart', (a, b, slips) => {
    expect(slipsBetween(a, b, 3)).toBe(slips);
    expect(slipsBetween(b, a, 3)).toBe(slips);
  });
});

it('an index of nothing finds nothing', () => {
  const index = new TextIndex([]);
  const terms = [[{ words: ['pain'], quality: 1 }]];
  expect(index.match({ terms, least: 1, tolerant: true, limit: 5 })).toEqual([]);
  expect(index.rangeOf('A')).toEqual([0, 0]);
});
