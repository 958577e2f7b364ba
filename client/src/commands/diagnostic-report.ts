// What someone who needs help may paste where strangers read it: versions, switches, counts, rule ids and places.
// Nothing of a note, no name of a file or a folder, and of a setting only what cannot say anything about a patient, a
// clinic or a machine.
import { UIKind, env, version, window, workspace, type WorkspaceConfiguration } from 'vscode';
import { State } from 'vscode-languageclient';
import type { NoteShape, Status } from '../../../protocol/messages';
import { CLIENT_ID } from '../names';
import { ask } from '../server';
import type { Tools } from './command';

/** @returns what is on the clipboard */
export async function copyDiagnosticReport(tools: Tools): Promise<string> {
  const report = await diagnosticReport(tools);
  await env.clipboard.writeText(report);
  void window.showInformationMessage(
    'The diagnostic report is on the clipboard. It holds no text of a note; look through it before you paste it.',
  );
  return report;
}

async function diagnosticReport({ client, context, active }: Tools): Promise<string> {
  const uri = active.place?.uri;
  const status = await ask(client, 'encounterNotes/status', undefined).catch(() => undefined);
  const shape =
    uri && (await ask(client, 'encounterNotes/noteShape', { textDocument: { uri: uri.toString() } }).catch(() => null));
  const rules = await ask(client, 'encounterNotes/rules', {}).catch(() => []);
  const { version: own } = context.extension.packageJSON as { version: string };
  return `${[
    '# Encounter Notes: diagnostic report',
    '## Versions',
    lines([
      ['Encounter Notes', own],
      ['VS Code', version],
      [
        'Host',
        `${env.appHost}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}${env.remoteName === undefined ? '' : ', remote'}`,
      ],
      [
        'Machine',
        typeof process === 'object' ? `${process.platform} ${process.arch}, Node ${process.version}` : 'a browser',
      ],
    ]),
    '## Server',
    lines(serverLines(client.state, status)),
    '## Workspace',
    lines([
      ['Folders', workspace.workspaceFolders?.length ?? 0],
      ['Trusted', workspace.isTrusted ? 'yes' : 'no'],
    ]),
    '## Settings',
    lines(
      settingLines(
        workspace.getConfiguration(CLIENT_ID, uri),
        Object.keys(contributed(context.extension.packageJSON)),
        new Set(rules.map(({ id }) => id)),
      ),
    ),
    '## Note',
    ...(shape ? shapeParts(shape) : ['None is open.']),
  ].join('\n\n')}\n`;
}

type Row = readonly [name: string, value: string | number];

function lines(rows: readonly Row[]): string {
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

function serverLines(state: State, status: Status | undefined): Row[] {
  const names: Readonly<Partial<Record<State, string>>> = {
    [State.Running]: 'running',
    [State.Starting]: 'starting',
  };
  const running = names[state] ?? 'stopped';
  if (!status) return [['State', `${running}, gives no answer`]];
  return [
    ['State', running],
    ['Editions', status.editions],
    ['Rules', status.rules],
    ['Notes', status.notes],
    ['Unreadable files', status.unreadable],
  ];
}

/** Names of the settings that the manifest declares, without their common beginning. */
function contributed(manifest: unknown): Record<string, unknown> {
  const { contributes } = manifest as {
    contributes: { configuration: readonly { properties: Record<string, unknown> }[] };
  };
  return Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<string, unknown>;
}

/**
 * Every setting that someone has set, and where; its value only if it is a switch, a number, or a level of a rule that
 * there is.
 */
function settingLines(settings: WorkspaceConfiguration, names: readonly string[], rules: ReadonlySet<string>): Row[] {
  const rows = names.flatMap((name): Row[] => {
    const key = name.slice(CLIENT_ID.length + 1);
    const found = settings.inspect(key);
    const where = [
      ...(found?.globalValue === undefined ? [] : ['user']),
      ...(found?.workspaceValue === undefined ? [] : ['workspace']),
      ...(found?.workspaceFolderValue === undefined ? [] : ['folder']),
    ];
    return where.length > 0 ? [[`${name} (${where.join(', ')})`, redacted(settings.get(key), rules)]] : [];
  });
  return rows.length > 0 ? rows : [['All', 'as they come']];
}

function redacted(value: unknown, rules: ReadonlySet<string>): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? 'empty' : 'set';
  if (Array.isArray(value)) return `${value.length} entries`;
  if (typeof value !== 'object' || value === null) return 'unset';
  const entries = Object.entries(value);
  const levels = entries
    .filter(([name, level]) => rules.has(name) && LEVELS.has(level))
    .map(([name, level]) => `${name} ${level}`);
  const others = entries.length - levels.length;
  return [...levels, ...(others > 0 ? [`${others} that name no rule or no level`] : [])].join(', ') || 'empty';
}

const LEVELS: ReadonlySet<unknown> = new Set(['error', 'warning', 'info', 'hint', 'off']);

function shapeParts({ version: text, characters, lines: kinds, encounters, findings }: NoteShape): string[] {
  const rows = findings.map(
    ({ rule, severity, range: { start, end }, fixes }) =>
      `| ${rule} | ${severity} | ${start.line + 1}:${start.character + 1}–${end.line + 1}:${end.character + 1} | ${fixes} |`,
  );
  return [
    lines([
      ['Version', text ?? 'on disk'],
      ['Characters', characters],
      ['Encounters', encounters],
      ...Object.entries(kinds).map(([kind, n]): Row => [`Lines of kind ${kind}`, n]),
    ]),
    rows.length > 0 ? ['| rule | level | place | fixes |', '|---|---|---|---|', ...rows].join('\n') : 'No findings.',
  ];
}
