import type { Chart, Reading } from '../chart.js';
import { datesIn } from '../dates.js';
import { phrasePattern } from '../patterns.js';
import { CATHETER, IMAGING, PREP } from '../wordings/phrases.js';
import { firstOfEach, statementsOf, type Statement } from './statements.js';

const prep = PREP.map(phrasePattern),
  catheter = CATHETER.map(phrasePattern),
  imaging = IMAGING.map(phrasePattern);

/** `prep:`, `imaging:`, `catheter:` and `auth:` */
export function readOffice(chart: Chart): Reading[] {
  if (chart.kind === 'phone') return [];
  return [
    ...firstOfEach(chart, 'prep', statementsOf(chart, prep, true).filter(isBefore)),
    ...readImaging(chart),
    ...readCatheter(chart),
    ...readAuth(chart),
  ];
}

/** Vital signs of the care after the procedure are no check before it. */
function isBefore({ item, segment }: Statement): boolean {
  return item !== 'vitals' || segment.section !== 'observation';
}

function readImaging(chart: Chart): Reading[] {
  const readings = firstOfEach(chart, 'imaging', statementsOf(chart, imaging));
  const used = readings.filter(({ item }) => item !== 'none');
  return (used.length ? used : readings).map(one => ({ ...one, slot: 'imaging' }));
}

/** Beside one that came out. */
const NEW_CATHETER = /(?<!\bno )\bnew (?:\w+ ){0,3}catheter\b/;

function readCatheter(chart: Chart): Reading[] {
  if (chart.kind !== 'operation') return [];
  const readings = firstOfEach(chart, 'catheter', statementsOf(chart, catheter));
  const has = (item: string): boolean => readings.some(one => one.item === item);
  return readings.filter(({ item }) => {
    if (item === 'laminectomy') return !has('no laminectomy');
    if (item === 'new') return !has('kept') && !has('revised') && (!has('removed') || NEW_CATHETER.test(chart.text));
    return item !== 'kept' || !has('revised');
  });
}

/** `auth:` number, and through when it holds. */
function readAuth(chart: Chart): Reading[] {
  for (const segment of chart.segments) {
    const match =
      /\b(?:prior )?auth(?:orization)?(?: on file)?(?: ?(?:no\.?|number|#))?[ :#]+([a-z]{0,4}-?\d[\w-]{3,})/.exec(
        segment.text,
      );
    if (!match || segment.section === 'aside') continue;
    const start = segment.start + match.index + match[0].length - match[1]!.length;
    const number: Reading = {
      key: 'auth',
      slot: 'auth',
      item: chart.source.slice(start, start + match[1]!.length),
      start,
      end: start + match[1]!.length,
    };
    const rest = segment.text.slice(match.index + match[0].length);
    const through = datesIn(rest, segment.start + match.index + match[0].length)[0];
    if (!through || !/through|until|expires|valid|thru|to /.test(rest)) return [number];
    return [
      number,
      { key: 'auth', slot: 'auth through', item: `through ${through.iso}`, start: through.start, end: through.end },
    ];
  }
  return [];
}
