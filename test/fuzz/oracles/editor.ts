// What an editor shows at a position and of a whole note.
import { ruleById } from '../../../server/src/core/check/catalog';
import { SELECTION_RULES } from '../../../server/src/core/claim/edits/pairs';
import { complete, TRIGGERS } from '../../../server/src/core/editor/completion/complete';
import { textOf, type Suggestion, type Typed } from '../../../server/src/core/editor/completion/suggestion';
import { explainTopic } from '../../../server/src/core/explain/topic';
import { folds } from '../../../server/src/core/editor/folding';
import { HINT_KINDS, inlayHints } from '../../../server/src/core/editor/inlay-hints';
import { hover } from '../../../server/src/core/editor/hover/hover';
import { LENS_KINDS, firstFinding, lensPlaces, lensText } from '../../../server/src/core/editor/code-lens';
import { linkAt } from '../../../server/src/core/editor/definitions';
import { outline, type OutlineItem } from '../../../server/src/core/editor/outline';
import { rename, renamableAt } from '../../../server/src/core/editor/rename';
import { selectionRanges } from '../../../server/src/core/editor/selection';
import { semanticTokens } from '../../../server/src/core/editor/semantic-tokens';
import { waive } from '../../../server/src/core/editor/assists/waive';
import { parseNote } from '../../../server/src/core/syntax/parse';
import type { Line } from '../../../server/src/core/syntax/tree';
import type { Position, Range } from '../../../server/src/core/workspace/note-file';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { applyEdits, workspaceOf } from '../../support/checking';
import type { Random } from '../inputs/random';
import { findingsWithout } from './checking';
import { demand, demandSentence, same, type Oracle } from './oracle';

const NOTE = 'note.encounter';

/** Every position of a short text, so many of a long one. */
function positions(text: string, random: Random, most: number): Position[] {
  const lines = text.split(/\r\n|\r|\n/);
  const all = lines.flatMap((line, number) =>
    Array.from({ length: Math.min(line.length, 2000) + 1 }, (_, character) => ({ line: number, character })),
  );
  return all.length <= most ? all : Array.from({ length: most }, () => random.pick(all));
}

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);
const within = (inner: Range, outer: Range): boolean =>
  before(outer.start, inner.start) && before(inner.end, outer.end);
const at = ({ line, character }: Position): string => `${line}:${character}`;

export const hovering: Oracle = {
  name: 'hover',
  check(text, random) {
    const workspace = workspaceOf({ [NOTE]: text });
    for (const position of positions(text, random, 150)) {
      const found = hover(workspace, NOTE, position);
      if (!found) continue;
      const range = workspace.locate(found.at)?.range;
      demand(
        range !== undefined && before(range.start, position) && before(position, range.end),
        () => `the hover at ${at(position)} has another range: ${JSON.stringify(range)}`,
      );
      demandSentence(found.markdown, text, `the hover at ${at(position)}`);
    }
  },
};

/** Lines that a proposal must not leave behind where it was not one before. */
const BROKEN: ReadonlySet<string> = new Set(['stray']);

export const completing: Oracle = {
  name: 'completion',
  check(text, random) {
    const workspace = workspaceOf({ [NOTE]: text });
    for (const position of positions(text, random, 60)) {
      const trigger = random.chance(0.3) ? random.pick(TRIGGERS) : undefined;
      const found = complete(workspace, NOTE, position, { trigger: trigger });
      if (!found) continue;
      demandOffers(found, text, position);
      for (let count = Math.min(4, found.proposals.length); count > 0; count--) {
        const proposal = random.pick(found.proposals);
        const what = `“${proposal.label}” at ${at(position)}`;
        demandHolds(found, proposal, what);
        const page = proposal.about && explainTopic(workspace, NOTE, proposal.about);
        if (page !== undefined) demandSentence(page, text, `the explanation of ${what}`);
        if (proposal.why) demandSentence(proposal.why, text, `the reason of ${what}`);
      }
    }
  },
};

type Found = NonNullable<ReturnType<typeof complete>>;

/** Each proposal is around the caret, offered once, and of one line unless it is a whole visit. */
function demandOffers(
  { spot: { file, block, offset }, at: common, proposals }: Found,
  text: string,
  position: Position,
): void {
  const caret = file.rangeOf({ block, start: offset, end: offset }).start;
  const labels = new Set<string>();
  for (const proposal of proposals) {
    const span = proposal.at ?? common;
    const what = `“${proposal.label}” at ${at(position)}`;
    const { start, end } = file.rangeOf({ block, start: span.start, end: span.end });
    demand(
      start.line === caret.line &&
        end.line === caret.line &&
        start.character <= caret.character &&
        caret.character <= end.character,
      () => `${what} is not around the caret: ${at(start)}–${at(end)}`,
    );
    demand(!labels.has(proposal.label), () => `${what} is offered twice`);
    labels.add(proposal.label);
    demandSentence(proposal.label, text, `the label of ${what}`);
    const typed = textOf(proposal.typed ?? proposal.label);
    demand(proposal.kind === 'visit' || !/[\r\n]/.test(typed), () => `${what} breaks the line`);
  }
}

/** A visit with the empty gaps of its header filled: as long as date or patient is missing, the line is no header. */
function filled(typed: Typed): string {
  return textOf(typed)
    .replace(/^ /, '2026-11-20 ')
    .replace(/^(\S+ \S+) {2}@/, '$1 P-014 @');
}

/**
 * The text after a proposal was taken, read again, holds what was proposed: its line is no stray one unless it was
 * before.
 */
function demandHolds({ spot: { block, offset }, at: common }: Found, proposal: Suggestion, what: string): void {
  const { start, end } = proposal.at ?? common;
  const typed = proposal.kind === 'visit' ? filled(proposal.typed!) : textOf(proposal.typed ?? proposal.label);
  const now = block.text;
  const after = now.slice(0, start) + typed + now.slice(end);
  const lineOf = (text: string, where: number): Line | undefined => {
    let base = 0;
    for (const block of parseNote(text).blocks) {
      const line = block.lines.find(one => base + one.start <= where && where <= base + one.end);
      if (line) return { ...line, start: base + line.start, end: base + line.end };
      base += block.text.length;
    }
    return undefined;
  };
  const was = lineOf(now, offset),
    is = lineOf(after, start);
  demand(
    is === undefined || after.slice(is.start, is.end).includes(typed.trim().split(/[\r\n]/, 1)[0]!),
    () => `${what} is not on its line afterward`,
  );
  if (!is || !was || typed.trim() === '' || /^[\d-]+ ?$/.test(typed)) return; // a date alone is a header only once its service follows
  const isTyping = now.slice(offset, was.end).trim() === '' && now.slice(was.start, start).trim() === '';
  demand(
    !isTyping || !BROKEN.has(is.kind),
    () => `${what} leaves a ${is.kind} line: ${JSON.stringify(after.slice(is.start, is.end))}`,
  );
}

export const shapes: Oracle = {
  name: 'shapes',
  check(text, random) {
    const workspace = workspaceOf({ [NOTE]: text });
    const file = workspace.file(NOTE)!;
    const lines = text.split(/\r\n|\r|\n/);
    const demandInside = (range: Range, what: string): void => {
      for (const position of [range.start, range.end])
        demand(
          position.character >= 0 && position.character <= (lines[position.line]?.length ?? -1),
          () => `${what} is at ${at(position)}, outside the text`,
        );
      demand(before(range.start, range.end), () => `${what} ends before it starts`);
    };
    const walk = (items: readonly OutlineItem[], parent: Range | undefined): void => {
      for (const item of items) {
        demandInside(item.range, `the outline’s ${item.name}`);
        demand(
          within(item.selection, item.range),
          () => `the selection of the outline’s ${item.kind} ${item.name} leaves it`,
        );
        demand(
          parent === undefined || within(item.range, parent),
          () => `the outline’s ${item.kind} ${item.name} leaves its parent`,
        );
        demand(item.name.trim() !== '', () => `a ${item.kind} of the outline has no name`);
        walk(item.children, item.range);
      }
    };
    walk(outline(workspace, NOTE), undefined);
    for (const { startLine, endLine } of folds(file))
      demand(
        startLine >= 0 && startLine < endLine && endLine < lines.length,
        () => `a fold goes from ${startLine} to ${endLine} of ${lines.length}`,
      );
    let last = { line: 0, character: 0 };
    for (const { line, character, length } of semanticTokens(workspace, file)) {
      const start = { line, character };
      demand(
        before(last, start) && length > 0,
        () => `a token at ${at(start)} overlaps the one before it, or is empty`,
      );
      last = { line, character: character + length };
      demandInside({ start, end: last }, 'a token');
    }
    for (const hint of inlayHints(workspace, file, new Set(HINT_KINDS))) {
      demandInside({ start: hint.at, end: hint.at }, `the hint ${hint.text}`);
      demandSentence(hint.text, text, 'a hint');
      demandSentence(hint.tooltip, text, 'the tooltip of a hint');
    }
    for (const { kind, at: place } of lensPlaces(file, new Set(LENS_KINDS))) {
      demand(workspace.locate(place) !== undefined, () => `a lens of ${kind} is in no note`);
      const lens = lensText(workspace, place.block, kind);
      if (lens) demandSentence(lens.title, text, `a lens of ${kind}`);
      if (lens?.click === 'finding')
        demand(
          firstFinding(workspace, place.block) !== undefined,
          () => 'a lens leads to a finding where there is none',
        );
    }
    for (const position of positions(text, random, 60)) {
      const ranges = selectionRanges(file, position);
      ranges.forEach((range, i) => {
        demandInside(range, `a selection at ${at(position)}`);
        demand(i === 0 || within(ranges[i - 1]!, range), () => `the selections at ${at(position)} do not grow`);
      });
    }
  },
};

export const linking: Oracle = {
  name: 'links',
  check(text, random, corpus) {
    const notes = { [NOTE]: text, 'other.encounter': random.pick(corpus.notes) };
    const workspace = workspaceOf(notes);
    for (const position of positions(text, random, 150)) {
      const renamable = renamableAt(workspace, NOTE, position);
      const renaming = rename(
        workspace,
        NOTE,
        position,
        random.pick(['', 'B', 'A', 'L', 'P-777', 'x y', '\u0000', renamable?.name ?? 'C']),
      );
      if ('refusal' in renaming) demandSentence(renaming.refusal, text, 'the refusal of a name');
      else
        for (const uri of workspace.uris())
          applyEdits(
            workspace,
            uri,
            renaming.edits.filter(edit => workspace.locate(edit.at)!.uri === uri),
          ); // throws where edits overlap
      const link = linkAt(workspace, NOTE, position);
      if (!link) continue;
      const places = [...link.definition, ...link.uses];
      for (const place of places)
        demand(workspace.locate(place) !== undefined, () => `a link at ${at(position)} leads to no note`);
      demand(
        new Set(places.map(({ block, start }) => JSON.stringify([workspace.locate({ block, start, end: start })])))
          .size === places.length,
        () => `a link at ${at(position)} names a place twice`,
      );
      if (link.kind === 'patient') return demandReversible(workspace, notes, position, link.name);
    }
  },
};

/** Renaming a patient to an unused token and back leaves every note and its findings unchanged. */
function demandReversible(workspace: Workspace, notes: Record<string, string>, position: Position, name: string): void {
  const NEW = 'ZZ-98765';
  const renamed = (from: Workspace, at: Position, token: string): Workspace => {
    const renaming = rename(from, NOTE, at, token);
    if ('refusal' in renaming)
      throw new Error(`the patient ${name} cannot be renamed to ${token}: ${renaming.refusal}`);
    return workspaceOf(
      Object.fromEntries(
        from.uris().map(uri => [
          uri,
          applyEdits(
            from,
            uri,
            renaming.edits.filter(edit => from.locate(edit.at)!.uri === uri),
          ),
        ]),
      ),
    );
  };
  const tokens = workspace
    .uris()
    .flatMap(uri => workspace.encounters(uri))
    .flatMap(({ patient }) => patient?.value ?? []);
  const spellings = new Set(tokens.filter(token => token.toUpperCase() === name.toUpperCase()));
  if (spellings.size !== 1 || !/^[A-Za-z0-9][\w.-]*$/.test(name) || !/[\d-]/.test(name)) return; // one name for two spellings is not reversible, and not meant to be
  const here = workspace.at(NOTE, position)!;
  const patient = here.file.encounter(here.block)!.patient!;
  const start = workspace.locate(patient)!.range.start;
  const there = renamed(workspace, position, NEW);
  const back = renamed(there, start, [...spellings][0]!);
  for (const uri of workspace.uris()) same(back.file(uri)!.text, notes[uri]!, 'renaming there and back changes a note');
  const rules = (of: Workspace): string[] =>
    of
      .uris()
      .flatMap(uri => of.findings(uri).map(({ rule, severity }) => `${uri} ${rule} ${severity}`))
      .filter(one => !one.includes('personal-data'));
  same(rules(there), rules(workspace), 'another name of a patient changes findings');
}

export const waiving: Oracle = {
  name: 'waiving',
  check(text, random) {
    const workspace = workspaceOf({ [NOTE]: text });
    const found = workspace.findings(NOTE);
    if (found.length === 0) return;
    const finding = random.pick(found);
    const edit = waive(finding.at.block, finding.rule);
    if (!edit) return;
    const after = applyEdits(workspace, NOTE, [edit]).replace(
      `ok: ${finding.rule} "", `,
      `ok: ${finding.rule} "agreed with the payer", KL`,
    );
    const now = workspaceOf({ [NOTE]: after });
    const header = workspace.locate({ block: finding.at.block, start: 0, end: 0 })!.range.start;
    const { block } = now.at(NOTE, header)!;
    demand(
      !now.verdict(block).findings.some(({ rule }) => rule === finding.rule),
      () => `a waiver of ${finding.rule} does not hold:\n${after}`,
    );
    demand(
      now.verdict(block).waived.some(({ rule }) => rule === finding.rule),
      () => `a waiver of ${finding.rule} waives nothing:\n${after}`,
    );
  },
};

/**
 * Rules by which a coder or payer is not bound once they are off (`visit/acceptance.ts`), and the groups of those that
 * report then what follows: if the owner of a drug does not matter, its units do.
 */
const FOLLOWING: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...SELECTION_RULES.map(rule => [rule, ['edits', 'service-selection']] as const),
  ...['drug-owner', 'compounded-drug-code', 'unclassified-drug-code'].map(
    rule => [rule, ['drugs', 'documentation', 'edits']] as const,
  ),
]);

export const seeing: Oracle = {
  name: 'settings',
  check(text, random) {
    // What a level says must not change what is found, and a rule that is off says nothing.
    const workspace = workspaceOf({ [NOTE]: text });
    const before = workspace.findings(NOTE);
    if (before.length === 0) return;
    const { rule } = random.pick(before);
    const silenced = workspaceOf({ [NOTE]: text }, { levels: { [rule]: 'off' } });
    demand(!silenced.findings(NOTE).some(one => one.rule === rule), () => `${rule} is off and reports`);
    const following = FOLLOWING.get(rule) ?? [];
    const isCompared = (one: unknown): boolean => !following.includes(ruleById((one as string[])[0]!)!.group);
    const withoutFixes = (of: Workspace): unknown[] =>
      findingsWithout(of, rule)
        .filter(isCompared)
        .map(one => (one as unknown[]).slice(0, 6));
    same(withoutFixes(silenced), withoutFixes(workspace), `with ${rule} off, other rules say something else`);
  },
};
