// docs/language.md: its notes are executed, and its tables are those of the declared fields.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../server/src/core/fields/fields';
import { ABBREVIATIONS } from '../../../server/src/core/fields/abbreviations';
import { withFields } from '../../../scripts/lib/language-page.mjs';
import { ruleById } from '../../../server/src/core/check/catalog';
import { check } from '../../support/checking';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/language.md'), 'utf8');
const notes = [...page.matchAll(/```encounter\n([^]*?)```/g)].map(([, note]) => note!);
const formOf = (note: string): string[] =>
  check(note)
    .filter(({ finding }) => ruleById(finding.rule)?.group === 'form')
    .map(({ finding }) => `${finding.rule}: ${finding.message}`);

describe('the page about the note language', () => {
  it('has notes whose form is right', () => {
    expect(notes.length).toBeGreaterThan(1);
    for (const note of notes) expect(formOf(note)).toEqual([]);
  });

  it('has the example of each field, whose form is right', () => {
    for (const { key, help } of FIELDS) {
      expect(page, key).toContain(`\`\`\`\n${help.example}\n\`\`\``);
      if (key !== 'ok') expect(formOf(`2026-11-20 visit P-014 @office\n${help.example}\n`), key).toEqual([]);
    }
  });

  it('has the items and wordings of the declared fields (npm run generate writes them)', () => {
    expect(withFields(page, FIELDS, ABBREVIATIONS) === page).toBe(true);
  });
});
