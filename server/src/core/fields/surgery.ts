/** `stop:` and `study:`. */
import type { FieldDeclaration } from './field.js';
import { VOLUME } from './units.js';

export const STOP: FieldDeclaration = {
  key: 'stop',
  help: {
    summary: 'How far a stopped procedure went.',
    decides: 'Stage and setting decide among 52, 53, 73, 74 and no code.',
    example: 'stop: after-start, in room, reason "hypotension"',
  },
  group: 'Pump',
  services: [],
  items: [
    {
      name: 'after-start',
      word: 'after-start',
      kind: 'flag',
      group: 'stage',
      help: 'Begun, then stopped.',
      wordings: ['after start', 'after starting', 'after beginning', 'after incision', 'after needle'],
    },
    {
      name: 'before-start',
      word: 'before-start',
      kind: 'flag',
      group: 'stage',
      help: 'Before it began: no code.',
      wordings: [
        'before start',
        'before starting',
        'prior to start',
        'before beginning',
        'before needle',
        'before incision',
      ],
    },
    {
      name: 'after-anesthesia',
      word: 'after-anesthesia',
      kind: 'flag',
      group: 'stage',
      help: 'After anesthesia was given: 74 on a facility claim.',
      wordings: ['after anesthesia', 'after induction', 'after sedation'],
      not: ['before', 'prior'],
    },
    {
      name: 'before-anesthesia',
      word: 'before-anesthesia',
      kind: 'flag',
      group: 'stage',
      help: 'In the room, before anesthesia: 73 on a facility claim.',
      wordings: [
        'before anesthesia',
        'prior to anesthesia',
        'before induction',
        'prior to induction',
        'before sedation',
      ],
    },
    {
      name: 'inRoom',
      word: 'in room',
      kind: 'flag',
      help: 'The patient was in the procedure room.',
      wordings: ['in the room', 'in or', 'in the or', 'in operating room', 'in procedure room', 'patient in room'],
    },
    {
      name: 'anesthesiaPlanned',
      word: 'anesthesia planned',
      kind: 'flag',
      help: 'Anesthesia was planned: 73 and 74 are possible.',
      wordings: ['planned anesthesia', 'sedation planned', 'scheduled anesthesia', 'ga planned', 'mac planned'],
    },
    {
      name: 'elective',
      word: 'elective',
      kind: 'flag',
      help: 'Called off by choice: no code.',
      wordings: ['electively', 'by choice', 'patient choice'],
    },
    {
      name: 'reason',
      word: 'reason',
      kind: 'words',
      verbatim: true,
      help: 'Why it was stopped.',
      wordings: ['because', 'due', 'failed access', 'unable'],
    },
  ],
};

export const STUDY: FieldDeclaration = {
  key: 'study',
  help: {
    summary: 'A catheter or rotor study: side port, contrast, aspiration, rotor turns.',
    decides: 'It is 61070, with imaging 75809: no fill and no reading of the pump.',
    example: 'study: side-port, contrast 3 mL, aspirated 1 mL, free CSF',
  },
  group: 'Pump',
  services: [],
  valuesOptional: true,
  items: [
    {
      name: 'sidePort',
      word: 'side-port',
      kind: 'flag',
      help: 'The side port (catheter access port) was entered.',
      wordings: ['side port', 'sideport', 'access port', 'cap', 'catheter port', 'catheter access port'],
    },
    {
      name: 'contrast',
      word: 'contrast',
      kind: 'quantity',
      units: VOLUME,
      help: 'Contrast or dye was injected.',
      // Iodine content, which is part of the name: `Omnipaque 180`.
      companions: ['180', '200', '240', '300', '350', '370'],
      wordings: ['dye', 'iohexol', 'omnipaque', 'isovue', 'iopamidol', 'myelogram', 'injected', 'injection'],
    },
    {
      name: 'aspirated',
      word: 'aspirated',
      kind: 'quantity',
      units: VOLUME,
      help: 'What the catheter gave back before anything was injected.',
      wordings: ['aspiration', 'aspirate', 'withdrawn', 'withdrew', 'csf', 'drawn', 'drew'],
      not: ['injected'],
    },
    {
      name: 'rotor',
      word: 'rotor',
      kind: 'flag',
      help: 'The rotor was watched while it turned.',
      numbered: true,
      wordings: ['rotor study', 'rotor turns', 'degrees', 'degree', 'roller', 'rollers', 'rotor-study'],
    },
  ],
};
