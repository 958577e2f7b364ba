import { applyEdits, findingsOf, look, workspaceOf, type Seen } from './checking';

/**
 * What is wrong with the fixes that a note's findings offer: one that leaves its own finding, brings an error that was
 * not there, or touches a line that it has no business with. Empty if all is well.
 * @param rules only the fixes of these rules; all if it is left out
 */
export function brokenFixes(text: string, rules?: readonly string[]): string[] {
  const broken: string[] = [];
  const workspace = workspaceOf({ note: text });
  const before = findingsOf(workspace);
  for (const finding of workspace.findings('note')) {
    if (rules && !rules.includes(finding.rule)) continue;
    for (const fix of finding.fixes) {
      const after = applyEdits(workspace, 'note', fix.edits);
      const now = findingsOf(workspaceOf({ note: after }));
      const say = (what: string): void =>
        void broken.push(`“${fix.title}” of ${finding.rule} ${what}\n${text}--->\n${after}`);
      if (after === text) say('changes nothing');
      if (
        count(now, seen => isSame(seen, look(workspace, finding))) >=
        count(before, seen => isSame(seen, look(workspace, finding)))
      )
        say('leaves its finding');
      for (const rule of new Set(now.map(seen => seen.finding.rule))) {
        const errors = (list: readonly Seen[]): number =>
          count(list, seen => seen.finding.rule === rule && seen.finding.severity === 'error');
        if (errors(now) > errors(before))
          say(`brings ${now.find(seen => seen.finding.rule === rule)!.finding.message}`);
      }
    }
  }
  return broken;
}

function isSame(a: Seen, b: Seen): boolean {
  return (
    a.finding.rule === b.finding.rule &&
    a.finding.message === b.finding.message &&
    a.finding.outcome === b.finding.outcome
  );
}

function count(list: readonly Seen[], test: (seen: Seen) => boolean): number {
  return list.filter(test).length;
}

/** The findings of some rules, as `line rule severity`, for tables of expected answers. */
export function reported(text: string, ...rules: readonly string[]): string[] {
  return findingsOf(workspaceOf({ note: text }))
    .filter(seen => rules.includes(seen.finding.rule))
    .map(seen => `${seen.line} ${seen.finding.rule} ${seen.finding.severity}`);
}
