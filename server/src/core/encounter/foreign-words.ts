import type { Key } from '../syntax/vocabulary.js';

/** Words that belong to one key alone: in another key they are a fact that went astray. */
const OWNERS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['alarms', 'read'],
  ['expected', 'read'],
  ['erv', 'read'],
  ['aspirated', 'fill'],
  ['withdrew', 'fill'],
  ['instilled', 'fill'],
  ['refilled', 'fill'],
  ['template', 'fill'],
  ['aseptic', 'fill'],
  ['reprogrammed', 'prog'],
  ['lockout', 'prog'],
  ['compounded', 'drug'],
  ['commercial', 'drug'],
  ['sdv', 'drug'],
  ['mdv', 'drug'],
  ['invoice', 'drug'],
  ['waste', 'drug'],
  ['wasted', 'drug'],
  ['laminectomy', 'catheter'],
  ['fluoro', 'imaging'],
  ['ultrasound', 'imaging'],
  ['programmable', 'pump'],
  ['constant-flow', 'pump'],
]);

/** Keys whose words are read alike. */
const ALIKE: Readonly<Partial<Record<Key, Key>>> = { after: 'read', device: 'pump' };

/** The other key that one of these words belongs to. */
export function foreignKey(key: Key, words: readonly string[]): Key | undefined {
  for (const word of words) {
    const owner = OWNERS.get(word);
    if (owner && owner !== key && owner !== ALIKE[key]) return owner;
  }
  return undefined;
}
