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
  return new SpecReader(text, path, exampleOf).read();
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** A case while its lines are read. */
type OpenCase = Writable<Omit<Case, 'notes'>> & { readonly notes: Record<string, string> };

/** A bullet of a case: what it begins with, how it reads as a whole, and what it adds. */
interface Bullet {
  readonly begins: RegExp;
  readonly form: RegExp;
  readonly expected: string;
  add(open: OpenCase, match: RegExpExecArray, at: number): void;
}

const BULLETS: readonly Bullet[] = [
  {
    begins: /^- outcome/,
    form: /^- outcome(?: of line (\d+))?: (pass|fail|waived|no data|n\/a)$/,
    expected: 'an outcome reads “- outcome: pass”',
    add: ({ outcomes }, [, line, outcome], at) =>
      outcomes.push({ line: line ? Number(line) : undefined, outcome: outcome!, at }),
  },
  {
    begins: /^- evidence/,
    form: /^- evidence: lines? (\d+(?:, \d+)*)$/,
    expected: 'the evidence reads “- evidence: lines 4, 6”',
    add: ({ cited, citedAt }, [, lines], at) => {
      cited.push(...lines!.split(', ').map(Number));
      citedAt.push(at);
    },
  },
  {
    begins: /^- (?:no|one) fix\s*$/,
    form: /^- (no|one) fix$/,
    expected: 'an offer reads “- no fix” or “- one fix”',
    add: ({ offers, offersAt }, [, count], at) => {
      offers.push(count === 'one' ? 1 : 0);
      offersAt.push(at);
    },
  },
  {
    begins: /^- (?:\S+ )?line /,
    form: /^- (?:(\S+\.encounter) )?line (\d+) · (error|warning|info|hint) · (`+)(.*?)\4(?: · (.*))?$/,
    expected: 'a finding reads “- line 12 · error · `95991` · words of the message”',
    add: ({ expected }, [, file = 'note.encounter', line, severity, , text, words = ''], at) =>
      expected.push({ line: Number(line), severity: severity!, text: text!, words, file, at }),
  },
  {
    begins: /^- .*·/,
    form: /(?!)/,
    expected: 'this bullet is no finding (start it with “line N”)',
    add: () => undefined,
  },
];

/** Reads the lines of a specification one after the other. */
class SpecReader {
  private readonly lines: readonly string[];
  private readonly cases: OpenCase[] = [];
  private rule = '';
  /** A title of a fix, whose note comes next. */
  private fix: { finding: number; title: string; at: number } | undefined;

  constructor(
    text: string,
    private readonly path: string,
    private readonly exampleOf: ExampleOf,
  ) {
    this.lines = text.split('\n');
  }

  read(): Case[] {
    for (let at = 0; at < this.lines.length; at++) {
      const line = this.lines[at]!;
      if (line.startsWith('# ')) this.rule = line.slice(2).trim();
      else if (line.startsWith('## ')) this.open(line.slice(3).trim(), at);
      else if (line.startsWith('```')) at = this.block(at);
      else if (this.cases.length > 0) this.line(line, at);
    }
    if (this.fix) throw new Error(`${this.path}: the fix “${this.fix.title}” has no note after it`);
    return this.cases;
  }

  private open(title: string, at: number): void {
    const lists = { expected: [], outcomes: [], cited: [], offers: [], fixes: [], citedAt: [], offersAt: [] };
    this.cases.push({ rule: this.rule, title, line: at + 1, notes: {}, ...lists, notesEndAt: at });
  }

  private line(line: string, at: number): void {
    const title = /^Fix(?: (\d+))?: (.*)$/.exec(line.trimEnd());
    if (title) this.fix = { finding: title[1] ? Number(title[1]) - 1 : 0, title: title[2]!, at };
    const bullet = BULLETS.find(({ begins }) => begins.test(line));
    bullet?.add(this.cases.at(-1)!, bullet.form.exec(line.trim()) ?? this.fail(at, bullet.expected), at);
  }

  /** A note, or what a fix makes of one; other blocks are for people. Returns the line of its end. */
  private block(at: number): number {
    const end = this.lines.indexOf('```', at + 1);
    if (end < 0) this.fail(at, 'this block is never closed');
    const info = this.lines[at]!.slice(3).trim();
    const body = this.bodyOf(info, at, end);
    const open = this.cases.at(-1);
    if (!open || !info.startsWith('encounter')) return end;
    if (this.fix) {
      open.fixes.push({ ...this.fix, after: body, fences: [at, end] });
      this.fix = undefined;
    } else {
      open.notes[/file=(\S+)/.exec(info)?.[1] ?? 'note.encounter'] = body;
      open.notesEndAt = end;
    }
    return end;
  }

  private bodyOf(info: string, at: number, end: number): string {
    const written = this.lines.slice(at + 1, end).map(line => `${line}\n`);
    const example = /\bexample=(wrong|right)\b/.exec(info)?.[1] as 'wrong' | 'right' | undefined;
    if (!example) return written.join('');
    if (written.length > 0) this.fail(at, 'a block that refers to an example is empty');
    return this.exampleOf(this.rule, example) ?? this.fail(at, `${this.rule} has no example`);
  }

  private fail(at: number, why: string): never {
    throw new Error(`${this.path}:${at + 1}: ${why}`);
  }
}
