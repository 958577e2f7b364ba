// Report, hover, lens, completion and check answer the same question from the same facts: whether a code is supported.
// They are compared on every note of the repository.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/core/check/catalog';
import { supportedServices, explainCode } from '../../server/src/core/claim/services/supported-services';
import { belongsToFacility } from '../../server/src/core/claim/services/facility';
import { openLines } from '../../server/src/core/claim/services/open-lines';
import { isOfTable } from '../../server/src/core/codes/service-table';
import { claimLines } from '../../server/src/core/editor/claim-lines';
import { whyNotPage } from '../../server/src/core/explain/pages/why-not';
import { derivedClaim } from '../../server/src/core/report/derived-claim';
import { isAccepted } from '../../server/src/core/visit/acceptance';
import type { SourceRange } from '../../server/src/core/syntax/source-range';
import type { Visit } from '../../server/src/core/visit/visit';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { workspaceOf } from '../support/checking';
import { isDeep, swept } from '../support/runs';

const root = path.resolve(import.meta.dirname, '../..');

/** Every note of the repository: examples, the examples of the rules, and the notes of the specifications. */
function corpus(): string[] {
  const files = (folder: string, extension: string): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith(extension))
      .map(file => readFileSync(path.join(root, folder, file), 'utf8'));
  const specified = files('test/spec', '.md').flatMap(text =>
    [...text.matchAll(/^```encounter[^\n]*\n([\s\S]*?)^```$/gm)].map(([, note]) => note!).filter(note => note.trim()),
  );
  return [
    ...files('examples', '.encounter'),
    ...RULES.flatMap(({ examples }) => [examples.wrong, examples.right]),
    ...specified,
  ];
}

/** The quick run compares every so many notes. */
const SHARE = 3; // odd: the examples of the rules are pairs of a wrong and a right one

/** At least so many cases of the deep run; fewer of the quick one, which may pick those with fewer. */
const atLeast = (count: number): number => (isDeep ? count : count / SHARE / 2);

interface OfCorpus {
  readonly visit: Visit;
  readonly workspace: Workspace;
  readonly note: string;
}

function* visitsOf(notes: readonly string[]): Generator<OfCorpus> {
  for (const note of notes) {
    const workspace = workspaceOf({ 'note.encounter': note });
    for (const { block } of workspace.encounters('note.encounter')) {
      const visit = workspace.visit(block);
      if (visit) yield { visit, workspace, note };
    }
  }
}

const all: readonly OfCorpus[] = [...visitsOf(swept(corpus(), SHARE))];

/** The rules that say which service code is right. */
const SELECTING = RULES.filter(({ group, id }) => group === 'service-selection' || id === 'neurostimulator-code').map(
  ({ id }) => id,
);

describe('report, hover, lens, completion and check', () => {
  it('read a large corpus of encounters', () => {
    expect(all.length).toBeGreaterThan(atLeast(1000));
  });

  it('support the same services in report and hover', () => {
    for (const { visit, note } of all) {
      const services = supportedServices(visit);
      const isStopped = visit.stopped || services.pump.attempt;
      const reported = derivedClaim(visit)
        .supported.map(({ code }) => code)
        .filter(isOfTable);
      // What was stopped or tried is billed as such: neither right nor wrong, until the modifier is seen.
      if (isStopped) {
        for (const code of reported) expect(explainCode(services, code).verdict, `${code}\n${note}`).not.toBe('wrong');
        continue;
      }
      const open = openLines(visit).flatMap(({ codes }) => codes);
      const decided = services.lines
        .map(({ code }) => code)
        .filter(code => isOfTable(code) && !open.includes(code) && !belongsToFacility(visit, code));
      expect(reported, note).toEqual(decided);
      for (const code of reported) {
        expect(explainCode(services, code).verdict, `${code}\n${note}`).toBe('right');
        expect(
          whyNotPage(visit, code, () => 1),
          note,
        ).toContain(`Supported: the facts lead to ${code}`);
      }
    }
  });

  it('support nothing where the hover leaves the billed code open, and nothing that is not valid on the date', () => {
    for (const { visit, note } of all) {
      const services = supportedServices(visit);
      const { supported, sentence } = derivedClaim(visit);
      for (const { code } of supported)
        if (visit.date) expect(visit.codes.status(code), `${code}\n${note}`).toBe('valid');
      if (visit.stopped || services.pump.attempt) continue;
      for (const { code } of visit.claimLines.filter(line => isOfTable(line.code))) {
        const { verdict, instead } = explainCode(services, code);
        const others = verdict === 'undecided' ? instead.filter(one => one !== code) : [];
        for (const other of others) {
          expect(
            supported.map(line => line.code),
            `${code}\n${note}`,
          ).not.toContain(other);
          expect(sentence, note).toContain('Open: ');
        }
      }
    }
  });

  it('propose in lens and completion nothing that the report does not support', () => {
    for (const { visit, note } of all) {
      const supported = derivedClaim(visit).supported.map(({ code }) => code);
      // An attempt of a stopped refill is billed as such.
      if (visit.stopped || supportedServices(visit).pump.attempt) continue;
      for (const { code } of claimLines(visit).filter(one => isOfTable(one.code)))
        expect(supported, `${code}\n${note}`).toContain(code);
    }
  });

  it.each(['right', 'undecided'])('find nothing wrong with a code that the hover calls %s', wanted => {
    let compared = 0;
    const accused: string[] = [];
    for (const { visit, workspace, note } of all) {
      const services = supportedServices(visit);
      for (const line of visit.claimLines.filter(({ code }) => isOfTable(code))) {
        // An attempt is billed as a refill with a modifier, which the finding asks for.
        if (explainCode(services, line.code).verdict !== wanted || services.pump.attempt || visit.stopped) continue;
        compared++;
        for (const { rule, at, severity, outcome, message } of workspace.verdict(visit.encounter.block).findings) {
          const isSelecting =
            SELECTING.includes(rule) &&
            // What the note must document, and imaging, is another question than which code is right.
            !['analysis-not-documented', 'imaging-code'].includes(rule);
          if (isSelecting && outcome === 'fail' && severity !== 'hint' && at.start >= line.start && at.end <= line.end)
            accused.push(`${line.code}: ${rule}: ${message}\n${note}`);
        }
      }
    }
    expect(accused).toEqual([]);
    expect(compared).toBeGreaterThan(atLeast(20));
  });

  it('find something wrong with a code that the hover calls not supported', () => {
    let wrong = 0;
    for (const { visit, workspace, note } of all) {
      const services = supportedServices(visit);
      // What a waiver accepts, or a modifier of a stopped procedure says, is settled otherwise.
      if (visit.stopped || SELECTING.some(rule => isAccepted(visit, rule))) continue;
      const { findings, missing } = workspace.verdict(visit.encounter.block);
      for (const line of visit.claimLines.filter(({ code }) => isOfTable(code))) {
        if (explainCode(services, line.code).verdict !== 'wrong') continue;
        const isOnLine = ({ start, end }: SourceRange): boolean => start >= line.start && end <= line.end;
        // Of lines that contradict each other one finding shows the way out, and names the other lines as its evidence.
        const isReported = findings.some(
          ({ at, evidence, severity }) =>
            severity !== 'hint' && (isOnLine(at) || evidence.some(one => isOnLine(one.at))),
        );
        const isOpen = SELECTING.some(rule => missing.get(rule) !== undefined);
        expect(isReported || isOpen, `${line.code} is wrong, and nothing says so\n${note}`).toBe(true);
        wrong++;
      }
    }
    expect(wrong).toBeGreaterThan(atLeast(100));
  });
});
