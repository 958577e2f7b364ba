import type { FieldDeclaration } from './field.js';

export const IMAGING: FieldDeclaration = {
  key: 'imaging',
  help: { summary: 'Guidance: none, fluoro, ultrasound.', example: 'imaging: ultrasound, pump flipped, image saved' },
  group: 'Pump',
  services: ['implant', 'replace', 'revise', 'trial'],
  numbersInWords: true,
  items: [
    {
      name: 'none',
      word: 'none',
      kind: 'flag',
      group: 'kind',
      help: 'No guidance.',
      wordings: ['no imaging', 'no guidance', 'without imaging', 'without guidance', 'by palpation', 'palpation only'],
    },
    {
      name: 'fluoro',
      word: 'fluoro',
      kind: 'flag',
      group: 'kind',
      help: 'Fluoroscopy.',
      wordings: ['fluoroscopy', 'fluoroscopic', 'fluoroscopically', 'c-arm', 'fluoro-guided', 'fluoroscopy-guided'],
    },
    {
      name: 'ultrasound',
      word: 'ultrasound',
      kind: 'flag',
      group: 'kind',
      help: 'Ultrasound.',
      wordings: [
        'ultrasound-guided',
        'ultrasonic',
        'ultrasonography',
        'sonography',
        'sonographic',
        'us-guided',
        'us guidance',
        'us guided',
        'sono',
      ],
    },
  ],
};
