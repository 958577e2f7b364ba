import { describe, expect, it } from 'vitest';
import { affirms, affirmsPhrase, WordList } from '../../../server/src/core/encounter/statements';

describe('what a text affirms of this patient at this visit', () => {
  it.each([
    'pump deep and tilted',
    'Pocket clean, pump tilted.',
    'No redness; pump tilted',
    'no swelling, pump tilted today',
    'not red or warm, the pump is tilted',
    'Denies fever, but the pump is tilted',
    'mother reports that the pump is tilted',
    'Tilted 30.5 degrees',
  ])('affirmed: %s', text => expect(affirms(text, new WordList('tilted'))).toBe(true));

  it.each([
    'pump not tilted',
    'no evidence that the pump is tilted',
    'denies that it is tilted',
    'without a tilted pump',
    'never tilted',
    'history of a tilted pump',
    'PMH: obesity, tilted pump, revision in 2019',
    'Past surgical history: tilted pump',
    'previously tilted',
    'Father had a tilted pump',
    'Family history of tilted pumps',
    'if tilted, call the surgeon',
    'the pump may be tilted',
    'consider imaging for a tilted pump',
    'Risks include a tilted pump',
    'Tilted pumps are looked for at each visit',
    'We always check for tilted pumps.',
    'Position is checked for tilted pumps per clinic protocol',
    'no scar, tilted port or seroma',
    'untilted',
  ])('not affirmed: %s', text => expect(affirms(text, new WordList('tilted'))).toBe(false));

  it.each<[string, boolean]>([
    ['chronic pain syndrome, goals partly met', true],
    ['Chronic pain syndrome', true],
    ['denies chronic pain syndrome', false],
    ['mother with chronic pain syndrome', false],
    ['chronic pain syndromes', false],
    ['history of chronic pain syndrome', false],
    ['possible chronic pain syndrome', false],
    ['No infection, chronic pain syndrome stable', true],
  ])('%s: %s', (text, expected) => expect(affirmsPhrase(text, 'chronic pain syndrome')).toBe(expected));
});
