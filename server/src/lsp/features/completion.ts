import {
  CompletionItemKind,
  CompletionItemTag,
  CompletionTriggerKind,
  ErrorCodes,
  InsertTextFormat,
  MarkupKind,
  ResponseError,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type MarkupContent,
  type Range,
} from 'vscode-languageserver';
import { complete, TRIGGERS } from '../../core/editor/completion/complete.js';
import {
  textOf,
  type Completion,
  type Suggestion,
  type SuggestionKind,
} from '../../core/editor/completion/suggestion.js';
import { asTopic, explainTopic, type Topic } from '../../core/explain/topic.js';
import type { Context, Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { today } from '../today.js';
import { snippetOf } from '../snippet.js';
import { isPosition } from '../sync.js';

/**
 * None is `Snippet`: our default `editor.snippetSuggestions: none`, which keeps static snippets out of prose and
 * values, would hide it in VS Code.
 */
const KINDS: Readonly<Record<SuggestionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Field,
  date: CompletionItemKind.Event,
  service: CompletionItemKind.Keyword,
  patient: CompletionItemKind.Variable,
  place: CompletionItemKind.EnumMember,
  payer: CompletionItemKind.EnumMember,
  flag: CompletionItemKind.EnumMember,
  setting: CompletionItemKind.Property,
  word: CompletionItemKind.Keyword,
  unit: CompletionItemKind.Unit,
  person: CompletionItemKind.Constant,
  value: CompletionItemKind.Value,
  drug: CompletionItemKind.Class,
  diagnosis: CompletionItemKind.Class,
  code: CompletionItemKind.Class,
  modifier: CompletionItemKind.EnumMember,
  pointer: CompletionItemKind.Reference,
  rule: CompletionItemKind.Constant,
  visit: CompletionItemKind.Struct,
  line: CompletionItemKind.Function,
};

/** What an item carries to the client and back. */
interface ItemData {
  readonly uri: string;
  readonly about: Topic;
}

/** What may be typed at a position; its explanation is made only for the item that is looked at. */
export const completion: Feature = context => {
  const { connection, log, workspace } = context;
  const can = capabilitiesOf(context);
  connection.onCompletion(
    guard(log, 'completing', (params: CompletionParams): CompletionList | null => {
      if (!isPosition(params.position))
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no position.');
      const note = noteOf(context, params);
      const trigger =
        params.context?.triggerKind === CompletionTriggerKind.TriggerCharacter
          ? params.context.triggerCharacter
          : undefined;
      const found = note && complete(workspace, note.key, params.position, { trigger, today: today() });
      if (!found) return null;
      const rangeOf = ({ start, end }: Completion['at']): Range =>
        found.spot.file.rangeOf({ block: found.spot.block, start, end });
      const isOwn = ({ at }: Suggestion): boolean =>
        at !== undefined && (at.start !== found.at.start || at.end !== found.at.end);
      const range = rangeOf(found.at);
      return {
        isIncomplete: found.changing,
        ...(can.sharedRange ? { itemDefaults: { editRange: range } } : {}),
        items: found.proposals.map((suggestion, i) =>
          itemOf(suggestion, i, {
            uri: note.uri,
            range,
            can,
            ...(isOwn(suggestion) ? { own: rangeOf(suggestion.at!) } : {}),
          }),
        ),
      };
    }),
  );
  connection.onCompletionResolve(
    guard(log, 'explaining a completion', (item: CompletionItem): CompletionItem => {
      const data = readData(item.data);
      const note = data && context.notes.get(data.uri);
      if (!data || !note) return item;
      const page = explainTopic(workspace, note.key, data.about);
      const why = typeof item.documentation === 'object' ? item.documentation.value : item.documentation;
      return page ? { ...item, documentation: markdown([why, page].filter(Boolean).join('\n\n---\n\n')) } : item;
    }),
  );
  return {
    completionProvider: {
      triggerCharacters: [...TRIGGERS],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  };
};

interface Capabilities {
  readonly snippets: boolean;
  readonly details: boolean;
  readonly tags: boolean;
  readonly sharedRange: boolean;
  /** See {@link Context.suggestCommand}. */
  readonly suggestCommand: string | undefined;
}

function capabilitiesOf({ client, suggestCommand }: Context): Capabilities {
  const { completionItem, completionList } = client.textDocument?.completion ?? {};
  return {
    snippets: completionItem?.snippetSupport === true,
    details: completionItem?.labelDetailsSupport === true,
    tags: completionItem?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) ?? false,
    sharedRange: completionList?.itemDefaults?.includes('editRange') ?? false,
    suggestCommand,
  };
}

function itemOf(
  suggestion: Suggestion,
  index: number,
  { uri, range, own, can }: { uri: string; range: Range; own?: Range; can: Capabilities },
): CompletionItem {
  const { label, kind, note, filter, deprecated, why, about, goesOn, typed = label } = suggestion;
  const asSnippet = can.snippets && typeof typed !== 'string';
  const newText = asSnippet ? snippetOf(typed) : textOf(typed);
  const data: ItemData | undefined = about && { uri, about };
  return {
    label,
    kind: KINDS[kind],
    // Clients sort by similarity to the typed text first; this order decides between equals.
    sortText: String(index).padStart(5, '0'),
    ...(note ? noteBeside(note, can) : {}),
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(deprecated ? deprecation(can) : {}),
    ...(asSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(can.sharedRange && !own ? sharedEdit(label, newText) : { textEdit: { range: own ?? range, newText } }),
    ...(why ? { documentation: markdown(why) } : {}),
    ...(goesOn ? furtherCompletion(can) : {}),
    ...(data ? { data } : {}),
  };
}

function noteBeside(note: string, can: Capabilities): Partial<CompletionItem> {
  return can.details ? { labelDetails: { description: note } } : { detail: note };
}

function deprecation(can: Capabilities): Partial<CompletionItem> {
  return can.tags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true };
}

function furtherCompletion({ suggestCommand }: Capabilities): Partial<CompletionItem> {
  return suggestCommand === undefined ? {} : { command: { title: 'Complete further', command: suggestCommand } };
}

/** The edit of an item whose list gives the range for all. */
function sharedEdit(label: string, newText: string): Partial<CompletionItem> {
  return newText === label ? {} : { textEditText: newText };
}

function markdown(value: string): MarkupContent {
  return { kind: MarkupKind.Markdown, value };
}

/** What came back from the client; it may have come from anywhere. */
function readData(value: unknown): ItemData | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, about } = value as Readonly<Record<string, unknown>>;
  const topic = asTopic(about);
  return typeof uri === 'string' && topic ? { uri, about: topic } : undefined;
}
