// What the rules say: sound findings, fixes that fix, and a rule that breaks down alone.
import type { Finding } from '../../../server/src/core/check/finding';
import { RULES } from '../../../server/src/core/check/catalog';
import { goodPractice } from '../../../server/src/core/check/engine-rules';
import type { Rule } from '../../../server/src/core/rules/rule';
import { subjectsOf } from '../../../server/src/core/visit/subjects';
import type { Visit } from '../../../server/src/core/visit/visit';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { applyEdits, findingsOf, workspaceOf } from '../../support/checking';
import { demand, demandSentence, same, type Oracle } from './oracle';

const NOTE = 'note.encounter';
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** Everything that a finding says, with the places as lines and columns. */
export function shownFinding(workspace: Workspace, finding: Finding): unknown {
  return [
    finding.rule,
    finding.severity,
    finding.outcome,
    finding.message,
    workspace.locate(finding.at),
    finding.evidence.map(({ at, text }) => [workspace.locate(at), text]),
    finding.fixes.map(({ kind, title, edits }) => [
      kind,
      title,
      edits.map(({ at, text }) => [workspace.locate(at), text]),
    ]),
  ];
}

export function allSaid(workspace: Workspace, uri = NOTE): unknown[] {
  return [...workspace.findings(uri), ...workspace.waived(uri)].map(finding => shownFinding(workspace, finding));
}

/**
 * What all rules but one report. The elements that good practice asks for are findings of their own here, as the one
 * hint that lists them changes with each.
 */
export function findingsWithout(workspace: Workspace, rule: string, uri = NOTE): unknown[] {
  return [...workspace.findings(uri), ...workspace.waived(uri)]
    .flatMap(finding =>
      finding.rule === goodPractice.id && rule !== goodPractice.id ? (finding.gathered ?? []) : [finding],
    )
    .filter(finding => finding.rule !== rule && finding.rule !== 'waiver')
    .map(finding => shownFinding(workspace, finding));
}

export const findings: Oracle = {
  name: 'findings',
  takesLarge: true,
  check(text) {
    const workspace = workspaceOf({ [NOTE]: text });
    const { blocks } = workspace.file(NOTE)!;
    for (const block of blocks) {
      const verdict = workspace.verdict(block);
      for (const list of [verdict.findings, verdict.waived]) {
        list.forEach((finding, i) => {
          const next = list[i + 1];
          demand(
            !next ||
              finding.at.start < next.at.start ||
              (finding.at.start === next.at.start && finding.at.end <= next.at.end),
            () => `${finding.rule} is before ${next!.rule}, which comes first in the note`,
          );
          demandFinding(workspace, finding, text);
        });
      }
    }
    if (text.length < 20_000)
      same(allSaid(workspaceOf({ [NOTE]: text })), allSaid(workspace), 'checking twice gives other findings');
  },
};

function demandFinding(workspace: Workspace, finding: Finding, text: string): void {
  const { rule, message, at, evidence, fixes, waivedBy } = finding;
  demand(IDS.has(rule), () => `${rule} is no rule`);
  demand(!/^The rule \S+ failed on this encounter/.test(message), () => message);
  demandSentence(message, text, `the message of ${rule}`);
  demand(!/[\r\n]/.test(message), () => `the message of ${rule} has several lines: ${message}`);
  demand(
    waivedBy === undefined || waivedBy.rule.value === rule,
    () => `${rule} is waived by a waiver of ${waivedBy!.rule.value}`,
  );
  demand(evidence.length > 0, () => `${rule} has no evidence`);
  for (const place of [
    at,
    ...evidence.map(one => one.at),
    ...fixes.flatMap(({ edits }) => edits.map(edit => edit.at)),
  ]) {
    demand(
      place.start >= 0 && place.start <= place.end && place.end <= place.block.text.length,
      () => `${rule} points to ${place.start}–${place.end} of ${place.block.text.length}`,
    );
    demand(workspace.locate(place) !== undefined, () => `${rule} points to text that is in no note`);
  }
  for (const one of evidence) demandSentence(one.text, text, `the evidence of ${rule}`);
  for (const { title, edits } of fixes) {
    demandSentence(title, text, `the title of a fix of ${rule}`);
    demand(edits.length > 0, () => `“${title}” of ${rule} edits nothing`);
  }
}

export const fixes: Oracle = {
  name: 'fixes',
  check(text) {
    const workspace = workspaceOf({ [NOTE]: text });
    const before = findingsOf(workspace);
    const errorsBefore = errors(before);
    for (const { finding } of before.slice(0, 60)) {
      for (const fix of finding.fixes) {
        const what = `“${fix.title}” of ${finding.rule}`;
        demand(
          fix.edits.every(({ at }) => at.block === finding.at.block),
          () => `${what} edits another encounter`,
        );
        const after = applyEdits(workspace, NOTE, fix.edits); // throws where edits overlap
        demand(after !== text, () => `${what} changes nothing`);
        const now = findingsOf(workspaceOf({ [NOTE]: after }));
        const same = (other: { finding: Finding }): boolean =>
          other.finding.rule === finding.rule &&
          other.finding.message === finding.message &&
          other.finding.outcome === finding.outcome;
        demand(
          now.filter(same).length < before.filter(same).length || gatheredOf(now) < gatheredOf(before),
          () => `${what} leaves its finding: ${finding.message}\n--->\n${after}`,
        );
        for (const [rule, count] of errors(now))
          demand(
            count <= (errorsBefore.get(rule) ?? 0),
            () =>
              `${what} brings ${rule}: ${now.find(one => one.finding.rule === rule)!.finding.message}\n--->\n${after}`,
          );
      }
    }
  },
};

/** How many elements of the record the hints for good practice list: a fix for one of them leaves the others. */
function gatheredOf(seen: readonly { finding: Finding }[]): number {
  return seen.reduce((sum, { finding }) => sum + (finding.gathered?.length ?? 0), 0);
}

/** A stub that a fix inserts is reported in place of its finding, at the same level. */
function errors(seen: readonly { finding: Finding }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {
    finding: { rule, severity },
  } of seen)
    if (severity === 'error' && rule !== 'empty-field') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

class Breakdown extends Error {
  override readonly name = 'Breakdown';
}

/** Whether the engine asks a rule about a visit. */
function concernsVisit({ concerns }: Rule, visit: Visit): boolean {
  const subjects = subjectsOf(visit);
  return concerns === undefined || concerns.some(subject => subjects.has(subject));
}

export const brokenRule: Oracle = {
  name: 'broken-rule',
  check(text, random) {
    const rule = random.pick(RULES.filter(one => 'check' in one)) as { -readonly [K in keyof Rule]: Rule[K] };
    const sound = workspaceOf({ [NOTE]: text });
    const expected = findingsWithout(sound, rule.id);
    const { check } = rule;
    let broken: Workspace;
    let found: Finding[];
    let others: unknown[];
    rule.check = () => {
      throw new Breakdown(text);
    };
    try {
      broken = workspaceOf({ [NOTE]: text });
      found = [...broken.findings(NOTE)];
      others = findingsWithout(broken, rule.id);
    } finally {
      rule.check = check;
    }
    // Which fixes are offered may depend on the other rule. An empty field weighs as much as the rule that waits for
    // it, and its sentence names that rule.
    type FindingTuple = readonly [id: string, severity: string, outcome: string, message: string, ...rest: unknown[]];
    const waited = new Set(
      (expected as FindingTuple[]).flatMap(([id, , , message, ...rest]) =>
        id === 'empty-field' && message.includes(`${rule.id} asks for it`) ? [JSON.stringify(rest.slice(0, 2))] : [],
      ),
    );
    const plain = (list: unknown[]): unknown[] =>
      list.map(one => {
        const [id, severity, outcome, message, ...rest] = (one as FindingTuple).slice(0, 6) as unknown as FindingTuple;
        return id === 'empty-field' && waited.has(JSON.stringify(rest))
          ? [id, outcome, ...rest]
          : [id, severity, outcome, message, ...rest];
      });
    same(plain(others), plain(expected), `with ${rule.id} broken, other rules say something else`);
    const own = found.filter(
      finding =>
        finding.rule === rule.id &&
        finding.outcome === 'no data' &&
        /failed on this encounter \(Breakdown\)/.test(finding.message),
    );
    const off = broken.encounters(NOTE).filter(({ block, waivers }) => {
      const visit = broken.visit(block)!;
      return (
        visit.severityOf(rule.id) === 'off' ||
        waivers.some(waiver => waiver.rule.value === rule.id && waiver.reason) ||
        !concernsVisit(rule, visit)
      );
    });
    demand(
      own.length >= broken.encounters(NOTE).length - off.length,
      () => `${rule.id} broke on ${broken.encounters(NOTE).length} encounters and ${own.length} times this is reported`,
    );
    demand(
      own.every(({ message }) => !message.includes('\n')),
      () => 'the report of a broken rule quotes the note',
    );
  },
};
