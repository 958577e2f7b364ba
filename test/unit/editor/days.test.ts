import { expect, it } from 'vitest';
import { days } from '../../../server/src/core/editor/day-tree';
import { workspaceOf } from '../../support/checking';

it('gathers the encounters of all files by day, the latest first and the undated last', () => {
  const workspace = workspaceOf({
    'b.encounter': '2026-11-20 visit P-003\n\n2026-02-30 visit P-004\n',
    'a.encounter': '2026-11-18 visit P-001\n\n2026-11-20 refill P-002\n\n2026-11-20 visit P-001\n',
    'empty.encounter': 'mac: A\n',
  });
  expect(
    days(workspace).map(({ date, encounters }) => [
      date,
      ...encounters.map(({ file, encounter }) => `${file.uri} ${encounter.patient?.value}`),
    ]),
  ).toEqual([
    ['2026-11-20', 'a.encounter P-002', 'a.encounter P-001', 'b.encounter P-003'],
    ['2026-11-18', 'a.encounter P-001'],
    [undefined, 'b.encounter P-004'],
  ]);
  expect(days(workspaceOf({}))).toEqual([]);
});
