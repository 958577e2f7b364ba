import { readFileSync } from 'node:fs';

/** One case of a rule's specification: see test/spec/README.md. */
export interface Case {
  readonly rule: string;
  readonly title: string;
  /** 1-based line of the case's heading in its file. */
  readonly line: number;
  readonly notes: Readonly<Record<string, string>>;
  readonly expected: readonly Expected[];
  readonly outcomes: readonly { line: number | undefined; outcome: string; at: number }[];
  /** 1-based lines of the note that the first finding cites; none where the case does not say. */
  readonly cited: readonly number[];
  /** How many fixes each finding offers, where the case says that it is none or one. */
  readonly offers: readonly (0 | 1)[];
  readonly fixes: readonly ExpectedFix[];
  /** 0-based lines of the file that hold the bullets about evidence and offers, and the end of the last note. */
  readonly citedAt: readonly number[];
  readonly offersAt: readonly number[];
  readonly notesEndAt: number;
}

/** A finding that a case expects; `at` is the 0-based line of its bullet. */
export interface Expected {
  readonly file: string;
  /** 1-based line of the note. */
  readonly line: number;
  readonly severity: string;
  /** The underlined text. */
  readonly text: string;
  /** Words that the message contains. */
  readonly words: string;
  readonly at: number;
}

/** A fix that a case expects: `at` is the 0-based line of its title, the note after it lies between the two fences. */
export interface ExpectedFix {
  /** Index of the finding that offers it. */
  readonly finding: number;
  readonly title: string;
  readonly after: string;
  readonly at: number;
  readonly fences: readonly [number, number];
}

/** Reads a specification; throws with the line for what it cannot read. */
export function readSpec(path: string, exampleOf?: ExampleOf): Case[] {
  return parseSpec(readFileSync(path, 'utf8'), path, exampleOf);
}

/** The notes on a rule's page, which its specification refers to instead of repeating them. */
export type ExampleOf = (rule: string, which: 'wrong' | 'right') => string | undefined;

/** Parses the text of a specification; `path` is for messages only. */
export function parseSpec(text: string, path: string, exampleOf: ExampleOf = () => undefined): Case[] {
  const lines = text.split('\n');
  const cases: Case[] = [];
  let rule = '';
  let now:
    | {
        -readonly [K in keyof Case]: Case[K] extends readonly (infer T)[]
          ? T[]
          : Case[K] extends Readonly<Record<string, string>>
            ? Record<string, string>
            : Case[K];
      }
    | undefined;
  let fix: { finding: number; title: string; at: number } | undefined;
  const fail = (i: number, why: string): never => {
    throw new Error(`${path}:${i + 1}: ${why}`);
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.startsWith('# ')) rule = line.slice(2).trim();
    else if (line.startsWith('## ')) {
      now = {
        rule,
        title: line.slice(3).trim(),
        line: i + 1,
        notes: {},
        expected: [],
        outcomes: [],
        cited: [],
        offers: [],
        fixes: [],
        citedAt: [],
        offersAt: [],
        notesEndAt: i,
      };
      cases.push(now);
    } else if (line.startsWith('```')) {
      const info = line.slice(3).trim();
      const end = lines.indexOf('```', i + 1);
      if (end < 0) fail(i, 'this block is never closed');
      const example = /\bexample=(wrong|right)\b/.exec(info)?.[1] as 'wrong' | 'right' | undefined;
      const written = lines
        .slice(i + 1, end)
        .map(l => `${l}\n`)
        .join('');
      if (example && written) fail(i, 'a block that refers to an example is empty');
      const body = example ? (exampleOf(rule, example) ?? fail(i, `${rule} has no example`)) : written;
      if (info.startsWith('encounter') && now) {
        if (fix) {
          now.fixes.push({ ...fix, after: body, fences: [i, end] });
          fix = undefined;
        } else {
          now.notes[/file=(\S+)/.exec(info)?.[1] ?? 'note.encounter'] = body;
          now.notesEndAt = end;
        }
      }
      i = end;
    } else if (now && line.startsWith('- outcome')) {
      const m =
        /^- outcome(?: of line (\d+))?: (pass|fail|waived|no data|n\/a)$/.exec(line.trim()) ??
        fail(i, 'an outcome reads “- outcome: pass”');
      now.outcomes.push({ line: m[1] ? +m[1] : undefined, outcome: m[2]!, at: i });
    } else if (now && line.startsWith('- evidence')) {
      const m =
        /^- evidence: lines? (\d+(?:, \d+)*)$/.exec(line.trim()) ??
        fail(i, 'the evidence reads “- evidence: lines 4, 6”');
      now.cited.push(...m[1]!.split(', ').map(Number));
      now.citedAt.push(i);
    } else if (now && (line.trim() === '- no fix' || line.trim() === '- one fix')) {
      now.offers.push(line.trim() === '- one fix' ? 1 : 0);
      now.offersAt.push(i);
    } else if (now && /^- (?:\S+ )?line /.test(line)) {
      const m =
        /^- (?:(\S+\.encounter) )?line (\d+) · (error|warning|info|hint) · (`+)(.*?)\4(?: · (.*))?$/.exec(
          line.trim(),
        ) ?? fail(i, 'a finding reads “- line 12 · error · `95991` · words of the message”');
      now.expected.push({
        line: +m[2]!,
        severity: m[3]!,
        text: m[5]!,
        words: m[6] ?? '',
        file: m[1] ?? 'note.encounter',
        at: i,
      });
    } else if (now && /^Fix(?: \d+)?: /.test(line)) {
      const m = /^Fix(?: (\d+))?: (.*)$/.exec(line.trim())!;
      fix = { finding: m[1] ? +m[1] - 1 : 0, title: m[2]!, at: i };
    } else if (line.startsWith('- ') && now && /·/.test(line))
      fail(i, 'this bullet is no finding (start it with “line N”)');
  }
  if (fix) throw new Error(`${path}: the fix “${fix.title}” has no note after it`);
  return cases;
}
