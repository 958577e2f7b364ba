// A session with the bundled server over its standard input and output, in which the editor errs in every way that it
// can.
import { addressOf } from '../../../server/src/project/address';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Wire, frame } from '../../lsp/wire';
import { workspaceOf } from '../../support/checking';
import type { Corpus } from '../inputs/corpus';
import { hostileText } from '../inputs/hostile';
import { mutatedNote, someInsertion } from '../inputs/mutate';
import { Random, seedOf } from '../inputs/random';
import { demand, same } from '../oracles/oracle';
import { someRange } from '../oracles/form';
import { brokenFrame, brokenParams, METHODS, NOTIFICATIONS } from './messages';

/** A word in every note of the session that must be in no log, no message for the user and no error. */
const CANARY = 'Xylophonia';
/** Against a hang, not a deadline. */
const MAX_WAITING_MS = 30_000;
/** So many findings of a note are shown; with more, only the most severe are. */
const MAX_FINDINGS = 250;

const URIS = [
  'untitled:a.encounter',
  'file:///nowhere/b%20c.encounter',
  'file:///nowhere/%C3%A9/%F0%9F%98%80.encounter',
  'untitled:__proto__',
];
const UNKNOWN = [
  'file:///nowhere/unknown.encounter',
  'untitled:',
  '',
  'http://x/y.encounter',
  'file:///',
  'file:///%',
  '\u0000',
  'constructor',
];

/** @returns what was wrong, undefined if nothing was */
export async function fuzzServer(seed: number, number: number, corpus: Corpus): Promise<string | undefined> {
  const session = new Session(new Random(seedOf(seed, number)), corpus);
  try {
    await session.run();
    return undefined;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\nafter ${session.deeds.slice(-12).join(', ')}${session.wire.stderr && `\nstandard error: ${session.wire.stderr.slice(0, 1500)}`}`;
  } finally {
    session.wire.end();
  }
}

class Session {
  readonly wire = Wire.start();
  /** What was done, for who looks for the reason of a failure. */
  readonly deeds: string[] = [];
  /** What an editor believes its documents to hold. */
  private readonly open = new Map<string, TextDocument>();
  /** How often each id has been asked. */
  private readonly asked = new Map<number | string, number>();
  private readonly methods = new Map<number | string, string>();
  private id = 0;

  constructor(
    private readonly random: Random,
    private readonly corpus: Corpus,
  ) {}

  async run(): Promise<void> {
    const { random } = this;
    if (random.chance(0.3)) for (let count = random.between(1, 5); count > 0; count--) this.askSomething(); // before it is initialized
    this.ask('initialize', {
      processId: null,
      rootUri: null,
      capabilities: random.chance(0.8) ? { textDocument: { diagnostic: {} } } : {},
      workspaceFolders: null,
    });
    if (random.chance(0.9)) this.tell('initialized', {});
    for (let count = random.between(60, 200); count > 0; count--) {
      this.deed();
      if (random.chance(0.02)) await this.answers();
    }
    await this.compare();
    this.askAll();
    this.tellCancellation();
    this.ask('shutdown', undefined);
    for (let count = random.below(4); count > 0; count--) this.askSomething();
    await this.answers();
    this.tell('exit', undefined);
    await this.ended();
    this.demandSilence();
  }

  private deed(): void {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 12) this.openNote();
    else if (kind < 40) this.change();
    else if (kind < 44) this.close();
    else if (kind < 48) this.burst();
    else if (kind < 80) this.askSomething();
    else if (kind < 86) this.tellCancellation();
    else if (kind < 93) this.tellNonsense();
    else this.sendBroken();
  }

  private text(): string {
    const { random, corpus } = this;
    return `${random.chance(0.7) ? `| ${CANARY}\n` : ''}${random.chance(0.85) ? mutatedNote(random, corpus) : hostileText(random)}\n${CANARY}: ${CANARY}\nassess: ${CANARY}\n95990 "${CANARY}"\n`;
  }

  private openNote(): void {
    const uri = this.random.pick(URIS),
      text = this.text();
    this.open.set(uri, TextDocument.create(uri, 'encounter-note', 1, text));
    this.tell('textDocument/didOpen', {
      textDocument: { uri, languageId: 'encounter-note', version: this.version(), text },
    });
  }

  private version(): unknown {
    return this.random.chance(0.8)
      ? this.random.below(1000)
      : this.random.pick([-1, 0, 2 ** 40, 'x', null, undefined, 1.5]);
  }

  private change(): void {
    const { random } = this;
    const uri = random.chance(0.9) ? random.pick(URIS) : random.pick(UNKNOWN);
    let document = this.open.get(uri);
    const contentChanges: unknown[] = [];
    for (let count = random.between(1, 3); count > 0; count--) {
      if (random.chance(0.08)) {
        contentChanges.push(
          random.pick<unknown>([
            null,
            5,
            {},
            { range: null, text: CANARY },
            { range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } }, text: CANARY },
            { text: 7 },
            { range: { start: { line: 0.5, character: 0 }, end: { line: 1, character: 0 } }, text: CANARY },
          ]),
        );
        continue; // is left out by the server as a whole
      }
      const whole = random.chance(0.05);
      const text = whole ? this.text() : someInsertion(random, this.corpus);
      const range = someRange(random, document ?? TextDocument.create(uri, '', 0, CANARY));
      const sent = random.chance(0.1) ? { start: range.end, end: range.start } : range;
      contentChanges.push(whole ? { text } : { range: sent, text });
      if (document)
        document = TextDocument.create(
          uri,
          'encounter-note',
          1,
          whole ? text : TextDocument.applyEdits(document, [{ range, newText: text }]),
        );
    }
    if (document) this.open.set(uri, document);
    this.tell('textDocument/didChange', { textDocument: { uri, version: this.version() }, contentChanges });
  }

  /** Characters typed faster than anyone can, each with its question. */
  private burst(): void {
    const uri = this.random.pick([...this.open.keys(), URIS[0]!]);
    const document = this.open.get(uri);
    if (!document) return;
    const at = document.positionAt(this.random.below(document.getText().length + 1));
    let text = document.getText();
    const offset = document.offsetAt(at);
    for (let i = 0; i < 40; i++) {
      const character = this.random.pick(['x', '9', ' ', ',', '"', ';', '@', '\ud83d', 'µ']);
      this.tell('textDocument/didChange', {
        textDocument: { uri, version: i },
        contentChanges: [
          {
            range: {
              start: { line: at.line, character: at.character + i },
              end: { line: at.line, character: at.character + i },
            },
            text: character,
          },
        ],
      });
      text = text.slice(0, offset + i) + character + text.slice(offset + i);
      if (i % 4 === 0)
        this.ask('textDocument/completion', {
          textDocument: { uri },
          position: { line: at.line, character: at.character + i + 1 },
        });
    }
    this.open.set(uri, TextDocument.create(uri, 'encounter-note', 1, text));
  }

  private close(): void {
    const uri = this.random.chance(0.7) ? this.random.pick(URIS) : this.random.pick(UNKNOWN);
    this.open.delete(uri);
    this.tell('textDocument/didClose', { textDocument: { uri } });
  }

  private askSomething(): void {
    const { random } = this;
    const method = random.chance(0.95)
      ? random.pick(METHODS)
      : random.pick(['no/such', '', '$/x', 'constructor', 'textDocument/__proto__']);
    this.ask(method, random.chance(0.75) ? this.soundParams() : brokenParams(random, CANARY));
  }

  private soundParams(): unknown {
    const { random } = this;
    const uri = random.chance(0.8) ? random.pick(URIS) : random.pick(UNKNOWN);
    const document = this.open.get(uri) ?? TextDocument.create(uri, '', 0, CANARY);
    const range = someRange(random, document);
    return {
      textDocument: { uri },
      position: range.start,
      positions: [range.start, range.end],
      range,
      newName: random.pick(['P-777', CANARY, '', 'a b']),
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
      context: { diagnostics: [], includeDeclaration: random.chance(0.5), triggerKind: 2, triggerCharacter: ' ' },
      uri,
      query: CANARY,
      date: '2026-11-20',
      patient: 'P-014',
      topic: { kind: 'code', word: CANARY },
    };
  }

  private askAll(): void {
    for (const method of METHODS) this.ask(method, this.soundParams());
  }

  private tellCancellation(): void {
    for (const id of [...this.asked.keys()].slice(-this.random.between(1, 30))) this.tell('$/cancelRequest', { id });
    if (this.random.chance(0.3))
      this.tell(
        '$/cancelRequest',
        this.random.pick<unknown>([{ id: 10 ** 9 }, { id: null }, {}, null, { id: {} }, { id: CANARY }]),
      );
  }

  private tellNonsense(): void {
    this.tell(this.random.pick(NOTIFICATIONS), brokenParams(this.random, CANARY));
  }

  /** What is no message. A whole one follows always, so that the rest of the broken one swallows nothing. */
  private sendBroken(): void {
    this.deeds.push('broken bytes');
    this.wire.raw(brokenFrame(this.random, CANARY));
    this.ask('encounterNotes/status', undefined);
  }

  private ask(
    method: string,
    params: unknown,
    id: number | string = this.random.chance(0.1) ? `q${++this.id}` : ++this.id,
  ): void {
    this.asked.set(id, (this.asked.get(id) ?? 0) + 1);
    this.methods.set(id, method);
    this.send({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
  }

  private tell(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
  }

  private send(message: { jsonrpc: string; id?: number | string; method: string; params?: unknown }): void {
    this.deeds.push(message.method);
    const bytes = Buffer.from(frame(JSON.stringify(message)));
    const at = this.random.chance(0.1) ? this.random.below(bytes.length) : 0;
    if (at > 0) this.wire.raw(bytes.subarray(0, at)); // in two pieces
    this.wire.raw(bytes.subarray(at));
  }

  /** Every question has been answered, each as often as it was asked. */
  private async answers(): Promise<void> {
    const mark = `mark-${++this.id}`;
    this.ask('encounterNotes/status', undefined, mark);
    const counts = (): Map<unknown, number> => {
      const all = new Map<unknown, number>();
      for (const { id } of this.wire.answers) if (id !== null) all.set(id, (all.get(id) ?? 0) + 1);
      return all;
    };
    const open = (): (number | string)[] => {
      const given = counts();
      return [...this.asked].filter(([id, times]) => (given.get(id) ?? 0) < times).map(([id]) => id);
    };
    for (const end = Date.now() + MAX_WAITING_MS; open().length > 0;) {
      if (this.wire.server.exitCode !== null) throw new Error(`the server ended with ${this.wire.server.exitCode}`);
      if (Date.now() > end)
        throw new Error(
          `without an answer: ${open()
            .slice(0, 5)
            .map(id => `${id} (${this.methods.get(id) ?? ''})`)
            .join(', ')}`,
        );
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    for (const [id, times] of counts())
      demand(
        times === (this.asked.get(id as string) ?? 0),
        () =>
          `${String(id)} was answered ${times} times, and asked ${this.asked.get(id as string) ?? 0} times: ${JSON.stringify(this.wire.answers.filter(answer => answer.id === id)).slice(0, 800)}`,
      );
  }

  /** The server says of every open note what the core says of the texts that the editor believes in. */
  private async compare(): Promise<void> {
    if (!this.open.has(URIS[0]!)) this.openNote();
    await this.answers();
    const workspace = workspaceOf(
      Object.fromEntries([...this.open].map(([uri, document]) => [addressOf(uri), document.getText()])),
    );
    for (const [uri] of this.open) {
      const id = `compare-${++this.id}`;
      this.ask('textDocument/diagnostic', { textDocument: { uri } }, id);
      await this.answers();
      const { result, error } = this.wire.answers.find(answer => answer.id === id)!;
      if (error?.code === -32601) return; // to this client findings are pushed
      const items = (
        result as { items: { code: string; message: string; range: unknown; severity: number }[] }
      ).items.filter(({ code }) => code !== 'unreadable-file' && code !== 'more-findings');
      const expected = workspace.findings(addressOf(uri));
      if (expected.length > MAX_FINDINGS) continue;
      // The server sends the most severe first.
      const sorted = (list: unknown[]): string[] => list.map(one => JSON.stringify(one)).sort();
      same(
        sorted(items.map(({ code, message, range }) => [code, message.split('\n', 1)[0], range])),
        sorted(expected.map(finding => [finding.rule, finding.message, workspace.locate(finding.at)!.range])),
        `the server finds something else than the core in ${uri}`,
      );
    }
  }

  private async ended(): Promise<void> {
    const { server } = this.wire;
    for (const end = Date.now() + MAX_WAITING_MS; server.exitCode === null;) {
      if (Date.now() > end) throw new Error('the server does not end');
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    demand(server.exitCode === 0, () => `the server ended with ${server.exitCode}: ${this.wire.stderr}`);
  }

  private demandSilence(): void {
    const { stderr, notifications, answers } = this.wire;
    demand(!stderr.includes(CANARY), () => `standard error holds text of a note: ${stderr.slice(0, 500)}`);
    demand(stderr === '', () => `something failed outside of a handler: ${stderr.slice(0, 1000)}`);
    for (const { method, params } of notifications) {
      if (['window/logMessage', 'window/showMessage', 'telemetry/event', '$/logTrace'].includes(method))
        demand(
          !JSON.stringify(params).includes(CANARY),
          () => `${method} holds text of a note: ${JSON.stringify(params).slice(0, 500)}`,
        );
      if (method === 'window/logMessage')
        demand(
          !/failed: (?!$)/.test(String((params as { message?: unknown }).message)),
          () => `something failed: ${JSON.stringify(params).slice(0, 1500)}`,
        );
    }
    for (const { error } of answers)
      if (error)
        demand(
          !JSON.stringify(error).includes(CANARY),
          () => `an error holds text of a note: ${JSON.stringify(error).slice(0, 500)}`,
        );
  }
}
