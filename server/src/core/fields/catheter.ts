import type { FieldDeclaration } from './field.js';

export const CATHETER: FieldDeclaration = {
  key: 'catheter',
  help: {
    summary: 'Catheter work: kept, new, revised, removed; laminectomy or not.',
    decides: 'It decides among 62350, 62351 and 62355.',
    example: 'catheter: new, no laminectomy',
  },
  group: 'Pump',
  services: ['implant', 'replace', 'remove', 'revise', 'trial'],
  numbersInWords: true,
  items: [
    {
      name: 'new',
      word: 'new',
      kind: 'flag',
      help: 'A new catheter.',
      wordings: ['inserted', 'insertion', 'implanted', 'implantation', 'tunneled', 'tunnelled', 'placed', 'placement', 'replaced', 'replacement', 'threaded', 'advanced'],
      not: ['piece', 'segment', 'portion', 'connector', 'part', 'section', 'sutureless'],
    },
    {
      name: 'kept',
      word: 'kept',
      kind: 'flag',
      help: 'The old catheter stays.',
      wordings: ['retained', 'intact', 'left in place', 'left in situ', 'not disturbed', 'undisturbed', 'preserved', 'unchanged', 'not changed', 'not replaced', 'not revised', 'existing'],
    },
    {
      name: 'revised',
      word: 'revised',
      kind: 'flag',
      help: 'The catheter was revised or moved.',
      wordings: [
        'revision', 'repositioned', 'repositioning', 'reconnected', 'reconnection', 'spliced', 'shortened', 're-anchored', 'reanchored', 'repaired', 'trimmed', 'untangled', 'unkinked', 'adjusted',
        'segment replaced', 'piece replaced', 'portion replaced', 'connector replaced', 'section replaced', 'part replaced',
      ],
    },
    {
      name: 'removed',
      word: 'removed',
      kind: 'flag',
      help: 'The catheter came out.',
      wordings: ['removal', 'explanted', 'explantation', 'pulled', 'extracted', 'taken out', 'withdrawn', 'explant'],
    },
    {
      name: 'laminectomy',
      word: 'laminectomy',
      kind: 'flag',
      group: 'laminectomy',
      help: 'With laminectomy: 62351.',
      wordings: ['laminotomy', 'hemilaminectomy', 'hemilaminotomy', 'laminectomies'],
    },
    {
      name: 'noLaminectomy',
      word: 'no laminectomy',
      kind: 'flag',
      group: 'laminectomy',
      help: 'Without laminectomy: 62350.',
      wordings: ['percutaneous', 'percutaneously'],
    },
  ],
};
