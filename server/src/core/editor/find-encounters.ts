import type { Encounter } from '../encounter/model.js';
import type { Workspace } from '../workspace/workspace.js';

/** More than anyone reads before typing another letter. */
const MOST = 200;

/**
 * Encounters by patient, service, date, place or payer: each word of the query begins one of theirs or is inside the
 * date or the patient's token. The latest first; without words the latest of all. Checks nothing.
 */
export function findEncounters(workspace: Workspace, query: string): readonly Encounter[] {
  const words = query
    .toLowerCase()
    .split(/[\s+]+/)
    .filter(Boolean);
  const found = workspace
    .uris()
    .flatMap(uri => workspace.encounters(uri))
    .filter(encounter => {
      const inside = [encounter.patient?.value.toLowerCase() ?? '', encounter.date ?? ''];
      const begins = [
        ...encounter.services.map(({ value }) => value),
        ...encounter.payers.map(({ value }) => value),
        encounter.place?.name.toLowerCase() ?? '',
      ];
      return words.every(word => {
        const bare = word.replace(/^[@#]/, '');
        return inside.some(text => text.includes(bare)) || begins.some(text => bare !== '' && text.startsWith(bare));
      });
    });
  const latestFirst = (a: Encounter, b: Encounter): number => {
    if ((a.date ?? '') < (b.date ?? '')) return 1;
    return (a.date ?? '') > (b.date ?? '') ? -1 : 0;
  };
  return found.sort(latestFirst).slice(0, MOST);
}

/** `P-014 refill+reprogram 2026-11-20`, what is missing left out. */
export function nameOfEncounter({ patient, services, date }: Encounter): string {
  return [patient?.value ?? 'no patient', services.map(({ value }) => value).join('+') || 'no service', date]
    .filter(Boolean)
    .join(' ');
}
