// A visit on the day before surgery: the check reads the note of the next day, in any file, and follows its changes.
import { expect, it } from 'vitest';
import { language } from '../../support/checking';

const VISIT = `2026-07-20 visit P-1 @office
by: MD NS
dx: M96.1
99215-57 @A
`;

function surgeryOn(date: string, laminectomy: string, code: string): string {
  return `${date} implant P-1 @opd
by: MD NS
device: in SynchroMed II 8637-20, sn NGP4, 20 mL, IT, programmable
catheter: new, ${laminectomy}
dx: M96.1
62362 @A
${code} @A
`;
}

it('follows the note of the next day in another file', () => {
  const workspace = language.createWorkspace();
  const found = (): readonly string[] =>
    workspace
      .findings('visit')
      .filter(({ rule }) => rule === 'em-modifier')
      .map(({ message }) => message.split(':')[0]!);
  workspace.set('visit', VISIT);
  expect(found()).toEqual([]);
  workspace.set('surgery', surgeryOn('2026-07-21', 'no laminectomy', '62350'));
  expect(found()).toEqual(['Remove 57 from 99215']);
  workspace.set('surgery', surgeryOn('2026-07-21', 'with laminectomy', '62351'));
  expect(found()).toEqual([]);
  workspace.set('surgery', surgeryOn('2026-07-22', 'no laminectomy', '62350'));
  expect(found()).toEqual([]);
  workspace.set('surgery', surgeryOn('2026-07-21', 'no laminectomy', '62350'));
  expect(found()).toEqual(['Remove 57 from 99215']);
  workspace.delete('surgery');
  expect(found()).toEqual([]);
});
