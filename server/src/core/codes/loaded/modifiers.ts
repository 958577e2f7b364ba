import { inCapitals } from '../../syntax/chars.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Modifiers } from '../modifiers.js';
import { statusOn } from '../procedures.js';
import type { ModifierEntry } from '../types.js';
import { releaseWithDays } from './own-days.js';
import type { OpenRelease, Releases } from './releases.js';

/** HCPCS modifiers of a loaded release in its days; what they mean for pump claims comes from the shipped tables. */
export function withLoadedModifiers(shipped: Modifiers, releases: Releases): Modifiers {
  if (releases.of('HCPCS modifiers').length === 0) return shipped;

  /** A modifier that does not ship has the days of its row, also before the first loaded release. */
  function releaseOn(modifier: string, date: IsoDate, own: ModifierEntry | undefined): OpenRelease | undefined {
    return own ? releases.on('HCPCS modifiers', date) : releaseWithDays(releases, 'HCPCS modifiers', modifier, date);
  }

  function get(modifier: string, date?: IsoDate): ModifierEntry | undefined {
    const own = shipped.get(modifier);
    const release = date === undefined ? undefined : releaseOn(inCapitals(modifier), date, own);
    const official = release?.table().get(inCapitals(modifier));
    if (!official) return own;
    const [from, to] = official.info.split(',');
    const { from: _from, to: _to, ...rest } = own ?? plainEntry(official.key, official.text);
    return {
      ...rest,
      ...(from && { from }),
      ...(to && { to }),
      sources: [...new Set([...rest.sources, release!.source.id])],
    };
  }

  return {
    ...shipped,
    get,
    status: (modifier, date) => {
      const entry = get(modifier, date);
      return entry ? statusOn(entry, date) : 'unknown';
    },
  };
}

function plainEntry(modifier: string, title: string): ModifierEntry {
  return {
    modifier,
    system: 'HCPCS',
    kind: 'other',
    setting: 'both',
    bypassesPairs: false,
    summary: title,
    sources: [],
  };
}
