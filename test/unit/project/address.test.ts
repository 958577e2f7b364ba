import { describe, expect, it } from 'vitest';
import {
  addressOf,
  childOf,
  isWithin,
  nameOf,
  parentOf,
  relativeTo,
  resolveFrom,
} from '../../../server/src/project/address';

describe('the address of a file', () => {
  it('is one for every spelling of its URI', () => {
    for (const uri of [
      'file:///notes/may/day 1.encounter',
      'file:///notes/may/day%201.encounter',
      'file://localhost/notes/may/day%201.encounter',
      'FILE:///notes/may/day%201.encounter',
      'file:/notes/may/day%201.encounter',
      'file:///notes//may/./day%201.encounter',
      'file:///notes/june/../may/day%201.encounter',
      'file:///n%6ftes/may/day%201.encounter',
      'file://LOCALHOST/notes/may/day%201.encounter',
    ])
      expect(addressOf(uri), uri).toBe('file:///notes/may/day 1.encounter');
    for (const uri of ['file:///C:/a.encounter', 'file:///c%3A/a.encounter', 'file:///c:/./a.encounter'])
      expect(addressOf(uri), uri).toBe('file:///c:/a.encounter');
    expect(addressOf('file://Server/share/a.encounter')).toBe('file://server/share/a.encounter');
  });

  it('keeps what is not a file of this machine, and what is not percent-encoded', () => {
    for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/o/r/a%20b.encounter', 'not an address', ''])
      expect(addressOf(uri)).toBe(uri);
    expect(addressOf('file:///50% off.encounter')).toBe('file:///50% off.encounter');
  });

  it('has a parent, a name and a path below a folder', () => {
    const file = 'file:///notes/may/day.encounter';
    expect(parentOf(file)).toBe('file:///notes/may');
    expect(parentOf('file:///notes')).toBe('file:///');
    expect(parentOf('file:///')).toBeUndefined();
    expect(nameOf(file)).toBe('day.encounter');
    expect(childOf('file:///', 'notes')).toBe('file:///notes');
    expect(relativeTo('file:///notes', file)).toBe('may/day.encounter');
    expect(relativeTo('file:///', file)).toBe('notes/may/day.encounter');
    expect(relativeTo('file:///note', file)).toBeUndefined();
    expect([isWithin(file, file), isWithin(file, 'file:///notes'), isWithin(file, 'file:///note')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(parentOf('vscode-vfs://github/a')).toBe('vscode-vfs://github/');
  });

  it('follows from a path and the folder that it starts from', () => {
    const from = (path: string): string => resolveFrom('file:///notes/may', path);
    expect(from('day.encounter')).toBe('file:///notes/may/day.encounter');
    expect(from('../june/./a')).toBe('file:///notes/june/a');
    expect(from('/tmp/a/')).toBe('file:///tmp/a');
    expect(from('.')).toBe('file:///notes/may');
    expect(from('../../../..')).toBe('file:///');
    expect(resolveFrom('file:///C:/notes', 'D:/a')).toBe('file:///D:/a');
  });
});
