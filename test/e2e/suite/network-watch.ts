// Watches what the extension does with the network in an extension host of Node, and ends a process that the host starts if
// it reaches for the network (network-trap.cjs).
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';

/** The stack of each call that came from the extension. */
export const reached: string[] = [];

/** Before the extension starts. */
export function watchNetwork(): void {
  const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
  if (!extension) throw new Error('the extension is not there');
  watch(net.Socket.prototype, 'connect');
  watch(net.Server.prototype, 'listen');
  watch(dns, 'lookup');
  for (const one of [http, https]) for (const name of ['request', 'get'] as const) watch(one, name);
  watch(globalThis, 'fetch');
  const trap = path.join(extension.extensionPath, 'test/support/network-trap.cjs');
  process.env['NODE_OPTIONS'] = `--require ${JSON.stringify(trap)}`;
}

function watch<T extends object>(of: T, name: keyof T): void {
  const original = of[name] as (...sent: unknown[]) => unknown;
  of[name] = function watched(this: unknown, ...sent: unknown[]): unknown {
    const { stack = '' } = new Error(String(name));
    if (/[\\/]dist[\\/](extension|client)\.js/.test(stack)) reached.push(stack);
    return original.apply(this, sent);
  } as T[keyof T];
}
