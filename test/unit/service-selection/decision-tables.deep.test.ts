// Every combination of route, device, fill, reading, reprogramming, performer and kind of claim, against the decision
// tables of the facts file. The tables are typed here once more, by hand, so that the product is not compared with
// itself.
import { describe, expect, it } from 'vitest';
import { applyEdits, check, findingsOf, workspaceOf, type Seen } from '../../support/checking';

const CHOICE = [
  'performer-level',
  'reprogram-not-documented',
  'reprogram-not-billed',
  'refill-not-documented',
  'refill-not-billed',
  'analysis-not-documented',
  'analysis-not-billed',
  'route',
  'pump-not-programmable',
  'surgery-code',
  'service-mismatch',
  'code-undecided',
];
/** Whose fixes change which services are billed. */
const FIXED_HERE = new Set([...CHOICE, 'bundled-pair', 'bundled-pair-modifier']);
const CORE = ['62367', '62368', '62369', '62370', '95990', '95991', '96522'];

// where · device · filled · analyzed · reprogrammed · by staff · by a physician or QHP
const TABLE = `
  neuraxial         programmable   n n n   none   none
  neuraxial         programmable   n y n   62367  62367
  neuraxial         programmable   n n y   62368  62368   analysis missing
  neuraxial         programmable   n y y   62368  62368
  neuraxial         programmable   y n n   95990  95991
  neuraxial         programmable   y y n   95990  95991
  neuraxial         programmable   y n y   62369  62370   analysis missing
  neuraxial         programmable   y y y   62369  62370

  neuraxial         fixed          y n n   95990  95991
  neuraxial         fixed          y n y   95990  95991   not programmable
  neuraxial         fixed          y y n   95990  95991   not programmable
  neuraxial         fixed          y y y   95990  95991   not programmable
  neuraxial         fixed          n n n   none   none
  neuraxial         fixed          n n y   none   none    not programmable
  neuraxial         fixed          n y n   none   none    not programmable
  neuraxial         fixed          n y y   none   none    not programmable

  intraventricular  programmable   y * *   95990  95991
  intraventricular  programmable   n * *   none   none
  intraventricular  fixed          y n n   95990  95991
  intraventricular  fixed          y n y   95990  95991   not programmable
  intraventricular  fixed          y y *   95990  95991   not programmable
  intraventricular  fixed          n n n   none   none
  intraventricular  fixed          n n y   none   none    not programmable
  intraventricular  fixed          n y *   none   none    not programmable

  systemic          programmable   y * *   96522  96522
  systemic          programmable   n * *   none   none
  systemic          fixed          y n n   96522  96522
  systemic          fixed          y n y   96522  96522   not programmable
  systemic          fixed          y y *   96522  96522   not programmable
  systemic          fixed          n n n   none   none
  systemic          fixed          n n y   none   none    not programmable
  systemic          fixed          n y *   none   none    not programmable
`;

type Remark = '' | 'analysis missing' | 'not programmable';
interface Row {
  where: string;
  device: string;
  F: string;
  A: string;
  G: string;
  staff: string;
  qhp: string;
  remark: Remark;
}

const ROWS: readonly Row[] = TABLE.split('\n')
  .filter(line => line.trim())
  .map(line => {
    const [where, device, F, A, G, staff, qhp, ...remark] = line.trim().split(/\s+/) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      ...string[],
    ];
    return { where, device, F, A, G, staff, qhp, remark: remark.join(' ') as Remark };
  });

const ROUTES = {
  IT: 'neuraxial',
  epidural: 'neuraxial',
  intraventricular: 'intraventricular',
  IV: 'systemic',
  IA: 'systemic',
} as const;
const DEVICES = { programmable: 'programmable', 'constant-flow': 'fixed', reservoir: 'fixed' } as const;
const PERFORMERS = { 'RN KL': 'staff', 'MD AS': 'qhp' } as const;
const CREDENTIALS = {
  staff: ['RN', 'LPN', 'LVN', 'MA', 'CMA', 'tech'],
  qhp: ['MD', 'DO', 'DPM', 'NP', 'APRN', 'ARNP', 'CRNP', 'FNP', 'CNS', 'PA', 'PA-C', 'CRNA', 'CNM'],
} as const;
const YES_NO = ['y', 'n'] as const;
const BILLS = ['pro', 'facility'] as const;

interface Facts {
  route: keyof typeof ROUTES | undefined;
  device: keyof typeof DEVICES | undefined;
  F: 'y' | 'n';
  A: 'y' | 'n';
  G: 'y' | 'n';
  by: keyof typeof PERFORMERS | undefined;
  bill: (typeof BILLS)[number];
}

type Decided = Pick<Facts, 'F' | 'A' | 'G'> & { route: keyof typeof ROUTES; device: keyof typeof DEVICES };

function rowOf({ route, device, F, A, G }: Decided): Row {
  const fits = (cell: string, value: string): boolean => cell === '*' || cell === value;
  const rows = ROWS.filter(
    r => r.where === ROUTES[route] && r.device === DEVICES[device] && r.F === F && fits(r.A, A) && fits(r.G, G),
  );
  if (rows.length !== 1) throw new Error(`${rows.length} rows for ${route} ${device} ${F}${A}${G}`);
  return rows[0]!;
}

/** What may be billed: one code, on an institutional claim that of either performer; empty for none. */
function rightCodes(
  facts: Facts,
  route: keyof typeof ROUTES,
  device: keyof typeof DEVICES,
  by: keyof typeof PERFORMERS,
): string[] {
  const row = rowOf({ ...facts, route, device });
  const codes = facts.bill === 'facility' ? [row.staff, row.qhp] : [row[PERFORMERS[by]]];
  return [...new Set(codes)].filter(code => code !== 'none');
}

function progOf({ F, G }: Facts): string {
  if (G === 'y') return 'prog: dose 480 -> 520 mcg/day, reason "more spasms"';
  return F === 'y' ? 'prog: volume only' : 'prog: none';
}

/** The rule that asks for the code. */
function askedFor({ F, G }: Facts): string {
  if (F === 'y') return 'refill-not-billed';
  return G === 'y' ? 'reprogram-not-billed' : 'analysis-not-billed';
}

function noteOf(facts: Facts, ...codes: string[]): string {
  const { route, device, F, A, G, by, bill } = facts;
  const services = [
    F === 'y' && 'refill',
    G === 'y' && 'reprogram',
    F === 'n' && G === 'n' && (A === 'y' ? 'interrogate' : 'visit'),
  ]
    .filter(Boolean)
    .join('+');
  return (
    [
      `2026-11-20 ${services} P-014 @office${bill === 'facility' ? ' bill=facility' : ''}`,
      // A model of no catalog: what the note leaves out, its name does not supply.
      `pump: Model, sn NGP0000001, 40 mL${route ? `, ${route}` : ''}${device ? `, ${device}` : ''}`,
      ...(by ? [`by: ${by}`] : []),
      ...(A === 'y' ? ['read: expected 6.2 mL, dose 480 mcg/day, alarms none'] : []),
      ...(F === 'y' ? ['fill: out 6.0 mL, in 40 mL'] : []),
      progOf(facts),
      'dx: G80.0, Z45.1',
      ...codes.map(code => `${code} @AB`),
    ].join('\n') + '\n'
  );
}

const isChoice = (seen: Seen): boolean => CHOICE.includes(seen.finding.rule);
const isSerious = (seen: Seen): boolean => seen.finding.severity === 'error' || seen.finding.severity === 'warning';
const idsOf = (found: readonly Seen[]): string[] => found.map(seen => seen.finding.rule);
const choiceOf = (note: string): Seen[] => check(note).filter(isChoice);

function* decided(): Generator<
  Facts & { route: keyof typeof ROUTES; device: keyof typeof DEVICES; by: keyof typeof PERFORMERS }
> {
  for (const route of Object.keys(ROUTES) as (keyof typeof ROUTES)[])
    for (const device of Object.keys(DEVICES) as (keyof typeof DEVICES)[]) {
      for (const F of YES_NO)
        for (const A of YES_NO)
          for (const G of YES_NO) {
            for (const by of Object.keys(PERFORMERS) as (keyof typeof PERFORMERS)[])
              for (const bill of BILLS) yield { route, device, F, A, G, by, bill };
          }
    }
}

/** Rules that report for every billed code, because the note itself is wrong or open. */
function unavoidable(facts: Facts, remark: Remark): string[] {
  const port = facts.F === 'y' && facts.device === 'reservoir' && (facts.route === 'IV' || facts.route === 'IA');
  return [...(remark === 'not programmable' ? ['pump-not-programmable'] : []), ...(port ? ['code-undecided'] : [])];
}

describe('every combination of facts', () => {
  const all = [...decided()];
  let checked = 0;

  it('accepts the code of the table', () => {
    for (const facts of all) {
      const { remark } = rowOf(facts);
      const right = rightCodes(facts, facts.route, facts.device, facts.by);
      for (const code of right.length ? right : [undefined]) {
        const note = noteOf(facts, ...(code ? [code] : []));
        const expected = [
          ...unavoidable(facts, remark),
          ...(remark === 'analysis missing' && code ? ['analysis-not-documented'] : []),
        ];
        expect(idsOf(choiceOf(note)).sort(), note).toEqual(expected.sort());
        checked++;
      }
    }
  });

  it('objects to every other code, and names the right one', () => {
    for (const facts of all) {
      const right = rightCodes(facts, facts.route, facts.device, facts.by);
      for (const code of CORE) {
        if (right.includes(code)) continue;
        const note = noteOf(facts, code);
        const found = choiceOf(note).filter(seen => isSerious(seen) && seen.text === code);
        if (!found.length) expect.fail(`nothing is reported for ${code}:\n${note}`);
        if (right.length && !found.some(seen => right.some(r => seen.finding.message.includes(r)))) {
          expect.fail(`${right.join()} is not named:\n${note}${found.map(seen => seen.finding.message).join('\n')}`);
        }
        checked++;
      }
    }
  });

  it('asks for the code if none is billed', () => {
    for (const facts of all) {
      const { remark } = rowOf(facts);
      const right = rightCodes(facts, facts.route, facts.device, facts.by);
      const note = noteOf(facts);
      const found = choiceOf(note);
      const asked = askedFor(facts);
      const port = unavoidable(facts, '').length > 0;
      const expected = [...unavoidable(facts, remark), ...(right.length && !port ? [asked] : [])];
      expect(idsOf(found).sort(), note).toEqual(expected.sort());
      if (right.length && !port)
        expect(found.find(seen => seen.finding.rule === asked)!.finding.message, note).toMatch(
          new RegExp(right.join('|')),
        );
      checked++;
    }
  });

  it('leads to the right claim by its own fixes, one after the other, none of which brings a new error', () => {
    for (const facts of all) {
      if (facts.route === 'epidural' || facts.route === 'IA') continue; // as IT and IV, by the tests above
      const { remark } = rowOf(facts);
      const right = rightCodes(facts, facts.route, facts.device, facts.by);
      // Pairs are checked on professional claims only.
      const pairs =
        facts.bill === 'pro'
          ? [
              ['95990', '62367'],
              ['62368', '95991'],
              ['62367', '62368'],
              ['62370', '96522'],
            ]
          : [];
      for (const billed of [[], ...CORE.map(code => [code]), ...pairs]) {
        let note = noteOf(facts, ...billed);
        let workspace = workspaceOf({ 'note.encounter': note });
        let found = findingsOf(workspace);
        for (let steps = 0; ; steps++) {
          const next = found.find(
            ({ finding }) =>
              FIXED_HERE.has(finding.rule) && finding.fixes.some(({ title }) => /^(Bill|Delete \d|Add \d)/.test(title)),
          );
          if (!next) break;
          if (steps >= 6) expect.fail(`the fixes do not come to an end:\n${note}`);
          const fix = next.finding.fixes[0]!;
          const after = applyEdits(workspace, 'note.encounter', fix.edits);
          workspace = workspaceOf({ 'note.encounter': after });
          const errors = (seen: readonly Seen[]): string[] => idsOf(seen.filter(s => s.finding.severity === 'error'));
          const before = errors(found);
          found = findingsOf(workspace);
          const fresh = errors(found).filter(rule => !before.includes(rule));
          if (fresh.length) expect.fail(`“${fix.title}” brings ${fresh.join()}:\n${note}\n${after}`);
          note = after;
          checked++;
        }
        const left = note
          .split('\n')
          .filter(line => /^\d{5}( @|$)/.test(line))
          .map(line => line.slice(0, 5))
          // Beside an empty `read:`, 62367 stays until the coder fills it or takes the line off.
          .filter((code, _, all) => code !== '62367' || all.length === 1 || !/^read:$/m.test(note));
        const port = unavoidable(facts, '').length > 0;
        // Without a reading, 62367 stays until the coder fills the stub or takes the line off; a port is for the coder
        // to decide.
        if (port || (facts.F === 'n' && facts.A === 'n' && facts.G === 'n' && left.join() === '62367' && remark === ''))
          continue;
        expect(right.length ? right : [''], `from ${billed.join('+') || 'nothing'}:\n${note}`).toContain(
          left.join('+'),
        );
      }
    }
  });

  it('prints how many there were', () => {
    console.log(
      `decision tables: ${all.length} combinations of route, device, fill, reading, reprogramming, performer and claim; ${checked} notes checked`,
    );
    expect(all.length).toBe(5 * 3 * 8 * 2 * 2);
  });

  it('takes every credential of the language for what it is', () => {
    for (const [level, credentials] of Object.entries(CREDENTIALS))
      for (const credential of credentials)
        for (const G of YES_NO) {
          const facts: Facts = { route: 'IT', device: 'programmable', F: 'y', A: 'y', G, by: 'RN KL', bill: 'pro' };
          const row = rowOf({ route: 'IT', device: 'programmable', F: 'y', A: 'y', G });
          for (const code of [row.staff, row.qhp]) {
            const note = noteOf(facts, code).replace('by: RN KL', `by: ${credential} XY`);
            expect(idsOf(choiceOf(note)), note).toEqual(
              code === row[level as 'staff' | 'qhp'] ? [] : ['performer-level'],
            );
          }
        }
  });
});

describe('an attempt, with nothing filled in', () => {
  // Billed as the refill that it would have been, with a modifier that says so; or as what remains without the refill;
  // or not at all.
  const attemptNote = (facts: Facts, ...codes: string[]): string =>
    noteOf({ ...facts, F: 'y' }, ...codes).replace('fill: out 6.0 mL, in 40 mL', 'fill: in 0 mL, attempts 3');

  it('is accepted in each of these forms, and as a whole refill in none', () => {
    let count = 0;
    for (const facts of decided()) {
      if (facts.F === 'n') continue;
      const filled = rowOf({ ...facts, F: 'y' });
      const unfilled = rowOf({ ...facts, F: 'n' });
      const reported = (code: string | undefined): string[] =>
        [
          ...unavoidable(facts, filled.remark),
          ...(filled.remark === 'analysis missing' && code ? ['analysis-not-documented'] : []),
        ].sort();
      const refill = filled[PERFORMERS[facts.by]],
        rest = unfilled[PERFORMERS[facts.by]];
      for (const modifier of ['52', '53', '73', '74']) {
        const note = attemptNote(facts, `${refill}-${modifier}`);
        expect(idsOf(choiceOf(note)).sort(), note).toEqual(reported(refill));
      }
      const remaining = attemptNote(facts, ...(rest === 'none' ? [] : [rest]));
      expect(idsOf(choiceOf(remaining)).sort(), remaining).toEqual(reported(rest === 'none' ? undefined : rest));
      const nothing = attemptNote(facts);
      expect(idsOf(choiceOf(nothing)).sort(), nothing).toEqual(reported(undefined));
      const whole = attemptNote(facts, refill);
      expect(idsOf(choiceOf(whole)), whole).toContain('refill-not-documented');
      count++;
    }
    console.log(`decision tables: ${count} attempts`);
  });
});

describe('a fact that is not in the note', () => {
  const routes = Object.keys(ROUTES) as (keyof typeof ROUTES)[];
  const devices = Object.keys(DEVICES) as (keyof typeof DEVICES)[];
  const performers = ['RN KL', 'MD AS'] as const;

  /** Every combination of the answers of a fact that is in the note, and of those that a fact left out could have. */
  const spaces = [...routes, undefined].flatMap(route =>
    [...devices, undefined].flatMap(device => [...performers, undefined].map(by => ({ route, device, by }))),
  );
  const services = YES_NO.flatMap(F =>
    YES_NO.flatMap(A => YES_NO.flatMap(G => BILLS.map(bill => ({ F, A, G, bill })))),
  );

  function codesOf(facts: Facts): Set<string> {
    const codes = new Set<string>();
    for (const route of facts.route ? [facts.route] : routes)
      for (const device of facts.device ? [facts.device] : devices)
        for (const by of facts.by ? [facts.by] : performers)
          codes.add(rightCodes(facts, route, device, by).join('|') || 'none');
    return codes;
  }

  /** The facts with some left out, and every code that some answer would lead to. */
  function* open(): Generator<{ facts: Facts; codes: Set<string>; note: string }> {
    for (const space of spaces.filter(({ route, device, by }) => !route || !device || !by))
      for (const service of services) {
        const facts: Facts = { ...space, ...service };
        yield { facts, codes: codesOf(facts), note: noteOf(facts) };
      }
  }

  it('is asked for exactly where another answer would be another code', () => {
    let count = 0;
    for (const { facts, codes, note } of open()) {
      const port = (facts.route === 'IV' || facts.route === 'IA') && facts.device === 'reservoir' && facts.F === 'y';
      const asked = choiceOf(note).filter(seen => seen.finding.rule === 'code-undecided');
      expect(asked.length, note + [...codes].join()).toBe(codes.size > 1 || port ? 1 : 0);
      for (const { finding } of asked) expect(finding).toMatchObject({ severity: 'info', outcome: 'no data' });
      count++;
    }
    console.log(`decision tables: ${count} combinations with facts left out`);
  });

  it('keeps the tool from naming a code where the route is unknown', () => {
    for (const { facts, codes, note } of open()) {
      if (facts.route || codes.size < 2) continue;
      for (const { finding } of choiceOf(note)) {
        expect(finding.message, note).not.toMatch(/\b(6236\d|62370|9599\d|9652\d)\b/);
        expect(
          finding.fixes.filter(({ title }) => /\d{5}/.test(title)),
          note,
        ).toEqual([]);
      }
    }
  });

  it('accepts every code that some answer would make right', () => {
    for (const { facts, codes } of open()) {
      if (!facts.route) continue;
      for (const code of [...codes].flatMap(c => c.split('|'))) {
        if (code === 'none') continue;
        const note = noteOf(facts, code);
        const found = choiceOf(note).filter(
          seen => isSerious(seen) && seen.text === code && seen.finding.rule !== 'analysis-not-documented',
        );
        // A code that is wrong for every value of the missing fact may be reported: a level that the known performer
        // excludes.
        expect(idsOf(found), note).toEqual([]);
      }
    }
  });
});
