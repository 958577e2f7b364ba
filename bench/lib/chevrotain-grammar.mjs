// The note language for Chevrotain: a lexer with a mode for each kind of line, and a parser that gives the concrete
// tree of lines and items.
import { CstParser, Lexer, createToken } from 'chevrotain';

const TEXT_KEYS = 'exam|assess|em|response|observe|query';
const SERVICE = 'refill|reprogram|interrogate|implant|replace|remove|revise|trial|visit';

const token = (name, pattern, more = {}) => createToken({ name, pattern, ...more });
const Eol = name => token(name, /\r\n?|\n/, { line_breaks: true, pop_mode: true });
const Blanks = token('Blanks', /[ \t]+/, { group: Lexer.SKIPPED });
const Comment = token('Comment', / {2,};[^\r\n]*/);

// At the start of a line, in the order in which the language tries its lines.
const LineEnd = token('LineEnd', /\r\n?|\n/, { line_breaks: true });
const Fence = token('Fence', /"""(?![ \t]*[^\r\n \t])/, { push_mode: 'fence' });
const WholeComment = token('WholeComment', /;[^\r\n]*/);
const Date = token('Date', new RegExp(`\\d{4}-\\d{2}-\\d{2}(?=[ \\t]+(?:${SERVICE})\\b)`, 'i'), {
  push_mode: 'header',
});
const Code = token('Code', /(?:\?[ \t]*)?(?=(?:[A-Za-z]*\d){3})[A-Za-z0-9]{4,6}(?![^-\s])/, { push_mode: 'code' });
const Bar = token('Bar', /\|/, { push_mode: 'text' });
const TextKey = token('TextKey', new RegExp(`(?:${TEXT_KEYS}):`, 'i'), { push_mode: 'text' });
const Key = token('Key', /[A-Za-z][A-Za-z0-9-]*:/, { push_mode: 'items' });
const Stray = token('Stray', /[^\r\n]+/);

const EndOfHeader = Eol('EndOfHeader');
const Service = token('Service', new RegExp(`(?:${SERVICE})(?![^+\\s])`, 'i'));
const Plus = token('Plus', /\+/);
const Place = token('Place', /@[A-Za-z0-9-]+/);
const Payer = token('Payer', /#[A-Za-z0-9-]+/);
const Flag = token('Flag', /![A-Za-z-]+/);
const Setting = token('Setting', /[A-Za-z]+=[A-Za-z]+/);
const Patient = token('Patient', /[A-Za-z]+-[A-Za-z0-9-]+/);

const EndOfCode = Eol('EndOfCode');
const Modifier = token('Modifier', /-[A-Za-z0-9]{2}(?![A-Za-z0-9])/);
const Units = token('Units', /[xX×]\d{1,9}/);
const Pointers = token('Pointers', /@[A-Za-z]+/);
const Charge = token('Charge', /\$\d+(?:,\d{3})*(?:\.\d{2})?/);
const Ndc = token('Ndc', /ndc[ \t]+\S+/i);
const String = token('String', /"[^"\r\n]*"?/);

const EndOfItems = Eol('EndOfItems');
const Comma = token('Comma', /,/);
const Item = token('Item', /[^\s,";](?:[^,\r\n" \t]|(?<=\d),(?=\d)|(?<=[^ \t])"|[ \t]+(?=[^ \t;",\r\n]))*/);

const EndOfText = Eol('EndOfText');
const Text = token('Text', /[^\s;](?:[^\r\n ]| (?! +;))*/);

const EndOfFence = token('EndOfFence', /"""/, { pop_mode: true });
const Fenced = token('Fenced', /(?!""")[^\r\n]+/);

const modes = {
  line: [LineEnd, Blanks, Fence, WholeComment, Date, Code, Bar, TextKey, Key, Stray],
  header: [EndOfHeader, Comment, Blanks, Service, Plus, Place, Payer, Flag, Setting, Patient],
  code: [EndOfCode, Comment, Blanks, Modifier, Units, Pointers, Charge, Ndc, String],
  items: [EndOfItems, Comment, Blanks, Comma, String, Item],
  text: [EndOfText, Comment, Blanks, Text],
  fence: [LineEnd, Blanks, EndOfFence, Fenced],
};
const ALL = [...new Set(Object.values(modes).flat())];
const lexer = new Lexer({ modes, defaultMode: 'line' }, { positionTracking: 'onlyOffset' });

class NoteParser extends CstParser {
  constructor() {
    super(ALL, { recoveryEnabled: false, nodeLocationTracking: 'onlyOffset' });
    const $ = this;
    $.RULE('note', () => {
      $.SUBRULE($.defaults);
      $.MANY(() => $.SUBRULE($.encounter));
    });
    $.RULE('defaults', () => $.MANY(() => $.SUBRULE($.line)));
    $.RULE('encounter', () => {
      $.SUBRULE($.header);
      $.MANY(() => $.SUBRULE($.line));
    });
    $.RULE('header', () => {
      $.CONSUME(Date);
      $.AT_LEAST_ONE_SEP({ SEP: Plus, DEF: () => $.CONSUME(Service) });
      $.CONSUME(Patient);
      $.MANY(() =>
        $.OR([
          { ALT: () => $.CONSUME(Place) },
          { ALT: () => $.CONSUME(Payer) },
          { ALT: () => $.CONSUME(Flag) },
          { ALT: () => $.CONSUME(Setting) },
        ]),
      );
      $.OPTION(() => $.CONSUME(Comment));
      $.OPTION2(() => $.CONSUME(EndOfHeader));
    });
    $.RULE('line', () =>
      $.OR([
        { ALT: () => $.SUBRULE($.field) },
        { ALT: () => $.SUBRULE($.textField) },
        { ALT: () => $.SUBRULE($.code) },
        { ALT: () => $.SUBRULE($.narrative) },
        { ALT: () => $.SUBRULE($.fence) },
        { ALT: () => $.CONSUME(WholeComment) },
        { ALT: () => $.CONSUME(Stray) },
        { ALT: () => $.CONSUME(LineEnd) },
      ]),
    );
    $.RULE('field', () => {
      $.CONSUME(Key);
      $.MANY(() => $.OR([{ ALT: () => $.SUBRULE($.item) }, { ALT: () => $.CONSUME(Comma) }]));
      $.OPTION(() => $.CONSUME(Comment));
      $.OPTION2(() => $.CONSUME(EndOfItems));
    });
    $.RULE('item', () =>
      $.AT_LEAST_ONE(() => $.OR([{ ALT: () => $.CONSUME(Item) }, { ALT: () => $.CONSUME(String) }])),
    );
    $.RULE('textField', () => {
      $.CONSUME(TextKey);
      $.OPTION(() => $.CONSUME(Text));
      $.OPTION2(() => $.CONSUME(Comment));
      $.OPTION3(() => $.CONSUME(EndOfText));
    });
    $.RULE('narrative', () => {
      $.CONSUME(Bar);
      $.OPTION(() => $.CONSUME(Text));
      $.OPTION2(() => $.CONSUME(Comment));
      $.OPTION3(() => $.CONSUME(EndOfText));
    });
    $.RULE('fence', () => {
      $.CONSUME(Fence);
      $.MANY(() => $.OR([{ ALT: () => $.CONSUME(Fenced) }, { ALT: () => $.CONSUME(LineEnd) }]));
      $.OPTION(() => $.CONSUME(EndOfFence));
    });
    $.RULE('code', () => {
      $.CONSUME(Code);
      $.MANY(() => $.CONSUME(Modifier));
      $.MANY2(() =>
        $.OR([
          { ALT: () => $.CONSUME(Units) },
          { ALT: () => $.CONSUME(Pointers) },
          { ALT: () => $.CONSUME(Charge) },
          { ALT: () => $.CONSUME(Ndc) },
          { ALT: () => $.CONSUME(String) },
        ]),
      );
      $.OPTION(() => $.CONSUME(Comment));
      $.OPTION2(() => $.CONSUME(EndOfCode));
    });
    this.performSelfAnalysis();
  }
}

const parser = new NoteParser();

/**
 * The concrete tree of a note. Throws where the lexer or the parser finds an error: the grammar accepts every note of
 * the corpus.
 */
export function parseWithChevrotain(text) {
  const { tokens, errors } = lexer.tokenize(text);
  parser.input = tokens;
  const tree = parser.note();
  if (errors.length > 0 || parser.errors.length > 0)
    throw new Error(`Chevrotain: ${(errors[0] ?? parser.errors[0]).message}`);
  return tree;
}

/** How many encounters, field lines, items and codes a tree holds. */
export function countsOf(tree) {
  const lines = [...tree.children.defaults, ...(tree.children.encounter ?? [])]
    .flatMap(({ children }) => children.line ?? [])
    .map(({ children }) => children);
  const fields = lines.flatMap(({ field, textField }) => [...(field ?? []), ...(textField ?? [])]);
  return {
    encounters: tree.children.encounter?.length ?? 0,
    fields: fields.length,
    items: fields.reduce(
      (sum, { children: { item, Text: text } }) => sum + (item?.length ?? 0) + (text?.length ?? 0),
      0,
    ),
    codes: lines.filter(({ code }) => code).length,
  };
}
