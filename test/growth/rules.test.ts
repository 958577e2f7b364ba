import { expect, it } from 'vitest';
import { encounters, oneFile } from '../../bench/corpus.mjs';
import { checkVisit } from '../../server/src/core/check/check-visit';
import type { Visit } from '../../server/src/core/visit/visit';
import { RULES } from '../../server/src/core/check/catalog';
import type { RuleContext, AnyRule } from '../../server/src/core/rules/rule';
import { language } from '../support/checking';
import { failures, type Sized } from './growth';

const DATE = '2026-11-20';
const TOP = `${DATE} refill+reprogram P-014 @office #medicare\npump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo\nby: RN KL\ndrug: morphine 20 mg/mL, 20 mL, practice\n`;

/** What one encounter may hold again and again. */
const REPEATED: Readonly<Record<string, readonly string[]>> = {
  drugs: [
    'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2025-06, waste 3 mL',
    'drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, pharmacy',
  ],
  devices: ['device: out NGP1, in SynchroMed II 8637-40, sn NGP2, 40 mL, IT, programmable'],
  authorisations: ['auth: A-12, 62370 J7999, through 2026-01-01'],
  'slips of form': ['query: errnoMessage the dose', 'asess: fine', 'read: expected 6 mL', 'exam:'],
  'diagnoses and doubts': ['| possible sepsis, rule out meningitis, suspected spasticity', 'dx: G89.4, G80.0, M96.1'],
  narrative: [
    '| Mr. John Smith, born 01/02/1960, lives at 12 Main Street, phone 555-123-4567.',
    'Called the daughter about the next visit.',
    '"""',
    '| possible sepsis, rule out meningitis 95990',
  ],
  diagnoses: ['dx: G80.0, Z45.1, M17.11, G80, E11.9 type 2 diabetes, Q99.9, G80.0'],
  'code lines': [
    '95990 @AB',
    '62370 @ABC',
    'J0475-JZ-KD x8 @A',
    'J7999-KD x1 @AB $212.40 "morphine 400 mg"',
    '99214-25 @D',
    '9599O @A',
    '? 62369 @A',
    '77003-26',
    '00000',
    'J0475-JW x1',
  ],
  'pairs of codes': ['62370 @A', '95990 @A', '99213-25 @A', 'J0475-KD x80 @A'],
  'visits and the services with them': [
    '99214',
    '99205-57',
    '99211',
    'G2211',
    '99213-25 @A',
    '95990 @A',
    '96522',
    'prep: identity, consent',
  ],
  'add-ons without a primary': ['G2211', '77003-26'],
  surgery: ['62350 @A', '62355-51', '62365', 'device: out NGP1'],
  'codes of other devices': ['95970 @A', '64590', '63650', 'A4221 x1'],
  'services where they cannot be': ['62370 @A', '62368 @AB', '96522', 'pump: Codman 3000, 30 mL, IT, constant-flow'],
  'stopped procedures': ['stop: before-anesthesia, in room', '? 62370 @A', '? 95990-53 @A', '62369-74'],
  'drugs with their lines': ['drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice', 'J0475-KD x8 @A'],
  'unclassified drugs': ['J7999-KD x1 @A "morphine 400 mg"', 'J3490 x1'],
  'authorisations of what is billed': ['auth: A-12, 62370, through 2026-01-01', 'auth: A-13, 62362', '95990 @A'],
  'drug lines in doubt': ['? J1170 x8 @A', '? J0475-JW x1', '? J7999 x1', 'J2274-JZ x40 @A'],
  waivers: ['ok: refill-early "travel", KL', 'ok: nothing', 'ok: drug-units "agreed", KL'],
};
/** Many items on one line, which some rules compare with each other. */
const ON_ONE_LINE: Readonly<Record<string, readonly [first: string, item: string]>> = {
  'one code': ['dx: ', 'G80.'],
  'one code of a claim': ['9599', '0'],
  'one modifier': ['95990-', 'K'],
  'diagnoses of a line': ['dx: ', 'G80.0, '],
  'categories of a line': ['dx: ', 'G89.2, G35, T85.610, '],
  'modifiers of a line': ['95990', '-25'],
  'drugs of a mixture': ['drug: ', 'morphine 20 mg/mL + '],
  'words of a text': ['exam: ', 'Smith lives at 12 Main Street, '],
};

function visits(text: string): Visit[] {
  const workspace = language.createWorkspace();
  workspace.set('file:///a.encounter', text);
  return workspace
    .file('file:///a.encounter')!
    .blocks.slice(1)
    .map(block => workspace.visit(block)!);
}

const nowhere: RuleContext = { applies: () => {}, report: () => {}, missing: () => {} };

/** One rule on visits whose claim has been derived before, as it has for all rules but the first. */
const rule =
  (one: AnyRule, of: (count: number) => Visit[]): Sized =>
  count => {
    const visits = of(count);
    for (const visit of visits) one.check(visit, nowhere);
    return () => {
      for (const visit of visits) one.check(visit, nowhere);
    };
  };

const eachRule = (of: (count: number) => Visit[]): Record<string, Sized> => {
  // All rules look at the same visits: what is derived once for a visit is not derived again for each rule.
  const made = new Map<number, Visit[]>();
  const once = (count: number): Visit[] => {
    let known = made.get(count);
    if (!known) {
      made.set(count, (known = of(count)));
      for (const visit of known) checkVisit(visit);
    }
    return known;
  };
  return Object.fromEntries(RULES.flatMap(one => ('check' in one ? [[one.id, rule(one, once)]] : [])));
};

/** All rules on new visits, with what they derive. */
const allRules =
  (of: (count: number) => string): Sized =>
  count => {
    const text = of(count);
    return () => visits(text).map(visit => checkVisit(visit).findings.length);
  };

const repeated =
  (lines: readonly string[]) =>
  (count: number): string =>
    TOP + lines.map(line => `${line}\n`.repeat(count)).join('');

it.each(Object.entries(REPEATED))('every rule takes even time for an encounter of many %s', (_, lines) => {
  expect(
    failures({ 'all rules': allRules(repeated(lines)), ...eachRule(count => visits(repeated(lines)(count))) }, 300),
  ).toEqual([]);
});

it.each(Object.entries(ON_ONE_LINE))('every rule takes even time for many %s', (_, [first, item]) => {
  const text = (count: number): string => `${TOP}${first}${item.repeat(count)}\n95990 @AB\n`;
  expect(failures({ 'all rules': allRules(text), ...eachRule(count => visits(text(count))) }, 150)).toEqual([]);
});

it('every rule takes even time for many encounters of one patient', () => {
  const text = (count: number): string => oneFile({ count, patients: 1 });
  // No more than the blocks whose lines are kept at hand, or one size would be read again and the other not.
  expect(
    failures(
      eachRule(count => visits(text(count))),
      120,
      { max: 256 },
    ),
  ).toEqual([]);
});

it('a check takes even time for many encounters in one file, of many patients and of one', () => {
  const check =
    (patients: (count: number) => number): Sized =>
    count => {
      const text = oneFile({ count, patients: patients(count) });
      return () => {
        const workspace = language.createWorkspace();
        workspace.set('file:///a.encounter', text);
        return workspace.findings('file:///a.encounter').length;
      };
    };
  expect(
    failures({ 'of many patients': check(count => Math.ceil(count / 9)), 'of one patient': check(() => 1) }, 40),
  ).toEqual([]);
});

it('a check takes even time for a patient who comes many times a day for months, regardless of missing facts', () => {
  const day = (i: number): string =>
    new Date(Date.UTC(2026, 0, 5) + Math.floor(i / 40) * 86_400_000).toISOString().slice(0, 10);
  const often =
    (lines: string): Sized =>
    count => {
      const text = Array.from({ length: count }, (_, i) => `${day(i)} refill P-014 @office #medicare\n${lines}`).join(
        '\n',
      );
      return () => {
        const workspace = language.createWorkspace();
        workspace.set('file:///a.encounter', text);
        return workspace.findings('file:///a.encounter').length;
      };
    };
  const works = {
    'surgery again and again': often('by: MD AS\n62362\n'),
    'no pump, no dose, no fill': often('by: MD AS\nfill: out 6 mL\nread: alarms none\n95990 @A\n'),
    'doses that are not stated': often('by: MD AS\nread: dose 480 mcg/day\nfill: out 6 mL, in 20 mL\n99024 @A\n'),
  };
  expect(failures(works, 300, { max: 2400 })).toEqual([]);
});

it('a check takes even time for a text that repeats an encounter', () => {
  const again: Sized = count => {
    const text = '2026-11-20 refill P-014 @office #medicare\nby: RN KL\nfill: out 6 mL, in 40 mL\n95991 @A\n\n'.repeat(
      count,
    );
    return () => {
      const workspace = language.createWorkspace();
      workspace.set('file:///a.encounter', text);
      return workspace.findings('file:///a.encounter').length;
    };
  };
  expect(failures({ again }, 300, { max: 2400 })).toEqual([]);
});

it('a check takes even time for many files', () => {
  const files: Sized = count => {
    const texts = [...encounters({ count })].map(one => one.text);
    return () => {
      const workspace = language.createWorkspace();
      texts.forEach((text, i) => workspace.set(`file:///${i}.encounter`, text));
      return workspace.uris().map(uri => workspace.findings(uri).length);
    };
  };
  expect(failures({ files }, 40)).toEqual([]);
});
