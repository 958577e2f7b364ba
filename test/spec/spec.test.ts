import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/core/check/catalog';
import type { Finding } from '../../server/src/core/check/finding';
import { isWaivable } from '../../server/src/core/check/catalog';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { applyEdits, findingsInDetail, workspaceOf, type Seen } from '../support/checking';
import { exampleOf, languageOf } from '../support/examples';
import { readSpec, type Case } from '../support/literate';
import { updateSpec, type Actual } from '../support/update-spec';

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md') && !name.endsWith('README.md'))
  .sort();

// SPEC_UPDATE=1 rewrites what the specifications expect; the tests then run on the new text.
if (process.env.SPEC_UPDATE === '1') for (const name of files) update(join(folder, name));

for (const name of files) {
  describe(relative(folder, join(folder, name)), () => {
    for (const spec of readSpec(join(folder, name), exampleOf))
      it(`${spec.title} (line ${spec.line})`, () => run(spec));
  });
}

it('every rule names where it comes from', () => {
  expect(RULES.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).toEqual([]);
});

it('no specification repeats an example of its rule: it refers to it', () => {
  const repeated = files.flatMap(name => {
    const text = readFileSync(join(folder, name), 'utf8');
    const examples = RULES.find(({ id }) => text.startsWith(`# ${id}\n`))?.examples;
    return (['wrong', 'right'] as const).flatMap(which =>
      examples && text.includes(`\`\`\`encounter\n${examples[which]}\`\`\`\n`) ? [`${name}: example=${which}`] : [],
    );
  });
  expect(repeated).toEqual([]);
});

describe('every rule is specified: one wrong, one right, and one waived where it can be waived', () => {
  const cases = files.flatMap(name => readSpec(join(folder, name), exampleOf));
  for (const rule of RULES) {
    it(rule.id, () => {
      const own = cases.filter(spec => spec.rule === rule.id);
      expect(own.some(spec => spec.expected.length > 0)).toBe(true);
      expect(own.some(spec => spec.expected.length === 0)).toBe(true);
      expect(own.some(spec => spec.outcomes.some(({ outcome }) => outcome === 'waived'))).toBe(isWaivable(rule.id));
    });
  }
});

function update(path: string): void {
  const text = readFileSync(path, 'utf8');
  const now = updateSpec(text, actualOf, exampleOf);
  if (now !== text) writeFileSync(path, now);
}

/** What the rule of a case finds in its notes. */
function actualOf(spec: Case): Actual {
  const workspace = workspaceOf(spec.notes, { today: { date: '2029-12-31', severity: 'hint' } }, languageOf(spec.rule));
  const found = findingsInDetail(workspace).filter(seen => seen.finding.rule === spec.rule);
  return {
    findings: found.map(({ uri, line, text, finding }) => ({
      file: uri,
      line,
      severity: finding.severity,
      text,
      message: finding.message,
      cited: linesCited(workspace, finding),
      fixes: finding.fixes.map(({ title, edits }) => ({ title, after: applyEdits(workspace, uri, edits) })),
    })),
    outcomeOf: line => outcomeOf(workspace, spec.rule, line),
  };
}

/** 1-based lines of the note that a finding cites, ascending. */
function linesCited(workspace: Workspace, finding: Finding): number[] {
  const lines = finding.evidence.map(({ at }) => workspace.locate(at)!.range.start.line + 1);
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** The outcome of a rule for the encounter at a 1-based line of the note, or for the last encounter. */
function outcomeOf(workspace: Workspace, rule: string, line: number | undefined): string | undefined {
  const file = workspace.file('note.encounter')!;
  const block = line === undefined ? file.blocks.at(-1)! : file.locate({ line: line - 1, character: 0 }).block;
  return workspace.verdict(block).outcomes.get(rule) ?? 'n/a';
}

function expectEvidence(workspace: Workspace, finding: Finding): void {
  for (const { at, text } of finding.evidence) {
    expect(text).not.toBe('');
    expect(
      at.start >= 0 && at.start <= at.end && at.end <= at.block.text.length && workspace.locate(at) !== undefined,
      'evidence lies in the notes',
    ).toBe(true);
  }
}

function expectFix(spec: Case, workspace: Workspace, seen: Seen | undefined, fix: Case['fixes'][number]): void {
  const offered = seen?.finding.fixes.find(f => f.title === fix.title);
  expect(offered, `fixes offered: ${JSON.stringify(seen?.finding.fixes.map(f => f.title))}`).toBeDefined();
  const after = applyEdits(workspace, seen!.uri, offered!.edits);
  expect(after).toBe(fix.after);
  const checkedAgain = workspaceOf({ ...spec.notes, [seen!.uri]: after }, {}, languageOf(spec.rule));
  // A stub that a fix inserts is reported in place of its finding, at the same level.
  const errors = (ws: typeof workspace): string[] =>
    findingsInDetail(ws)
      .filter(s => s.finding.severity === 'error' && s.finding.rule !== 'empty-field')
      .map(s => s.finding.rule)
      .sort();
  const before = errors(workspace);
  expect(
    errors(checkedAgain).filter(rule => !before.includes(rule)),
    'errors that the fix brings',
  ).toEqual([]);
  const same = (s: { finding: { rule: string; message: string } }): boolean =>
    s.finding.rule === seen!.finding.rule && s.finding.message === seen!.finding.message;
  expect(findingsInDetail(checkedAgain).filter(same).length, 'the finding is gone').toBeLessThan(
    findingsInDetail(workspace).filter(same).length,
  );
}

function run(spec: Case): void {
  const workspace = workspaceOf(spec.notes, { today: { date: '2029-12-31', severity: 'hint' } }, languageOf(spec.rule));
  const found = findingsInDetail(workspace).filter(seen => seen.finding.rule === spec.rule);
  const actual = found.map(seen => `${seen.uri} line ${seen.line} · ${seen.finding.severity} · ${seen.text}`);
  expect(actual).toEqual(spec.expected.map(e => `${e.file} line ${e.line} · ${e.severity} · ${e.text}`));
  for (const { finding } of found) expect(finding.message, 'one plain sentence').toMatch(/^(?:(?!\. \p{Lu}).)*\.$/u);
  for (const { finding } of found) {
    const { severity, severities = [severity] } = RULES.find(({ id }) => id === spec.rule)!;
    const set = workspace.visit(finding.at.block)?.severityOf(spec.rule);
    // A missing fact is reported as information, regardless of the rule's severity.
    if (finding.severity !== 'info') expect(set === undefined ? severities : [set]).toContain(finding.severity);
  }
  for (const { finding } of found) expectEvidence(workspace, finding);
  if (spec.cited.length) expect(found[0] && linesCited(workspace, found[0].finding)).toEqual(spec.cited);
  for (const count of spec.offers)
    for (const { finding } of found) expect(finding.fixes.map(({ title }) => title)).toHaveLength(count);
  spec.expected.forEach((e, i) => expect(found[i]!.finding.message).toContain(e.words));

  for (const { line, outcome } of spec.outcomes) expect(outcomeOf(workspace, spec.rule, line)).toBe(outcome);

  for (const fix of spec.fixes) expectFix(spec, workspace, found[fix.finding], fix);
}
