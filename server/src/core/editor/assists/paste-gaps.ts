/** The lines of a chart that was read, with a gap where the chart is in doubt or does not say what such a visit has. */
import { noteLines } from '../../intake/to-note.js';
import type { IntakeEncounter } from '../../intake/types.js';
import { credentialOf } from '../../encounter/credentials.js';
import { isTextKey, KEYS, SERVICES, type Key, type Service } from '../../syntax/vocabulary.js';
import { USUAL_KEYS } from '../completion/keys.js';
import { gap, type Gap } from '../completion/suggestion.js';

type Parts = readonly (string | Gap)[];

/** Each line with its line break. A doubtful item is a gap, and below it a comment for each reading. */
export function linesWithGaps(encounter: IntakeEncounter): Parts {
  const missing = missingKeys(encounter);
  const lines: Parts[] = KEYS.flatMap((key): Parts[] => {
    if (missing.has(key)) return [[`${key}: `, gap()]];
    const own = encounter.fields.filter(field => field.key === key);
    return own.length ? withDoubts(key, noteLines({ fields: own, codes: [] })) : [];
  });
  const codes = noteLines({ fields: [], codes: encounter.codes }).map(line => [line]);
  return [...lines, ...codes].flatMap(line => [...line, '\n']);
}

const DOUBT = /^; [a-z]+: (.*) \?$/;

/** `fill: in 40 mL, out ‸` above `; fill: out 10.6 mL ?` and `; fill: out 12.6 mL ?` */
function withDoubts(key: Key, lines: readonly string[]): Parts[] {
  const made: (string | Gap)[][] = [];
  const open = new Set<string>();
  for (const line of lines) {
    const item = DOUBT.exec(line)?.[1];
    if (item === undefined) {
      made.push([line]);
      open.clear();
      continue;
    }
    const word = isTextKey(key) || /^[\d"]/.test(item) ? '' : item.split(' ', 1)[0]!;
    const field = made.findLast(([first]) => typeof first === 'string' && first.startsWith(`${key}: `));
    const lead = word === '' || word === item ? '' : `${word} `;
    if (!field) made.push([`${key}: ${lead}`, gap()]);
    else if (!open.has(word)) field.push(`, ${lead}`, gap());
    open.add(word);
    made.push([line]);
  }
  return made;
}

/** Keys that such a visit usually has and the chart says nothing of. The pump may come from an earlier note. */
function missingKeys({ services, fields }: IntakeEncounter): ReadonlySet<Key> {
  const known = (services ?? '').split('+').filter((word): word is Service => SERVICES.includes(word as Service));
  const usual = new Set(known.flatMap(service => USUAL_KEYS[service]));
  const performer = fields.find(({ key }) => key === 'by')?.item.split(' ', 1)[0] ?? '';
  if (known.length && credentialOf(performer)?.class === 'staff') usual.add('sup');
  else usual.delete('sup');
  usual.delete('pump');
  for (const { key } of fields) usual.delete(key);
  return usual;
}
