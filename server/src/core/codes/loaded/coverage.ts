/** Lists of the diagnoses that support a service, by payer or contractor. None ships. */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Coverage, CoverageEntry } from '../types.js';
import type { OpenRelease, Releases } from './releases.js';

export interface CoverageLists {
  /** The list of the first of the payers that has one on the date; undefined if none has. */
  of(payers: readonly string[], service: string, date: IsoDate): Coverage | undefined;
}

export function createCoverage(releases: Releases): CoverageLists {
  return {
    of: (payers, service, date) => {
      for (const payer of payers) {
        const release = newestOf(releases, payer, date);
        if (release) return coverageIn(release, payer, service, date);
      }
      return undefined;
    },
  };
}

/** The newest list that has begun and names the payer. */
function newestOf(releases: Releases, payer: string, date: IsoDate): OpenRelease | undefined {
  return releases
    .of('coverage')
    .findLast(release => release.from <= date && release.table().startingWith(`${payer} `).length > 0);
}

function coverageIn(release: OpenRelease, payer: string, service: string, date: IsoDate): Coverage {
  const rows = release.table().startingWith(`${payer} ${service} `);
  const entries = rows.flatMap(({ key, info, text }): CoverageEntry[] => {
    const [support, from = '', to = ''] = info.split(',');
    if (date < from || (to !== '' && date > to)) return [];
    return [{ diagnosis: key.slice(key.lastIndexOf(' ') + 1), supports: support === '1', policy: text }];
  });
  return { payer, edition: `from ${release.from}`, source: release.source.id, entries };
}

/** Whether an entry is about a diagnosis: `G80.-` about every code that begins so. */
export function isAbout({ diagnosis }: CoverageEntry, code: string): boolean {
  return diagnosis.endsWith('-') ? code.startsWith(diagnosis.slice(0, -1)) : code === diagnosis;
}
