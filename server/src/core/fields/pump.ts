/** `pump:` and `device:`. */
import type { FieldDeclaration, ItemDeclaration } from './field.js';
import { MONTHS, VOLUME } from './units.js';

const PUMP_ITEMS: readonly ItemDeclaration[] = [
  { name: 'serial', word: 'sn', kind: 'words', verbatim: true, help: 'Serial number of the device.', wordings: ['serial', 'serial number', 's/n', 'sn#', 'ser'] },
  {
    name: 'reservoir',
    word: '',
    kind: 'quantity',
    units: VOLUME,
    bare: true,
    help: 'Reservoir size.',
    wordings: ['reservoir', 'reservoir size', 'capacity', 'size', 'volume'],
    not: ['flow', 'rate', 'residual', 'expected'],
  },
  { name: 'intrathecal', word: 'IT', kind: 'flag', group: 'route', help: 'Intrathecal: neuraxial codes.', wordings: ['intrathecal', 'intrathecally', 'spinal'] },
  { name: 'epidural', word: 'epidural', kind: 'flag', group: 'route', help: 'Neuraxial codes.' },
  { name: 'intraventricular', word: 'intraventricular', kind: 'flag', group: 'route', help: 'Into the brain: 95990/95991 only.', wordings: ['icv', 'ventricular', 'intracerebroventricular'] },
  { name: 'intravenous', word: 'IV', kind: 'flag', group: 'route', help: 'Systemic: 96522.', wordings: ['intravenous', 'intravenously', 'venous', 'central venous'], not: ['port'] },
  {
    name: 'intra-arterial',
    word: 'IA',
    kind: 'flag',
    group: 'route',
    help: 'Into an artery, as the hepatic artery: 96522 for the fill, 36260 for the implant.',
    wordings: ['hepatic artery', 'intra-arterial', 'intraarterial', 'hepatic arterial', 'hai', 'hepatic', 'gastroduodenal artery'],
  },
  {
    name: 'programmable',
    word: 'programmable',
    kind: 'flag',
    group: 'type',
    help: 'Can be read out and reprogrammed: 62367–62370 are possible.',
    wordings: ['programable'],
    not: ['non-programmable', 'not', 'non'],
  },
  {
    name: 'constant-flow',
    word: 'constant-flow',
    kind: 'flag',
    group: 'type',
    help: 'Releases at a fixed rate: nothing to read out or reprogram.',
    wordings: ['constant flow', 'fixed rate', 'fixed-rate', 'fixed flow', 'non-programmable', 'nonprogrammable', 'not programmable', 'constant rate', 'constant-rate'],
  },
  { name: 'reservoirOnly', word: 'reservoir', kind: 'flag', group: 'type', help: 'A reservoir without a pump.', wordings: ['ommaya'] },
  { name: 'port', word: 'port', kind: 'flag', group: 'other', help: 'A port: no pump code fits.', wordings: ['port-a-cath', 'portacath', 'mediport', 'chemoport', 'venous port'] },
  { name: 'external', word: 'external', kind: 'flag', group: 'other', help: 'A portable pump outside the body: 96521 for the fill.', wordings: ['portable', 'ambulatory', 'wearable'] },
  { name: 'neurostimulator', word: 'neurostimulator', kind: 'flag', group: 'other', help: 'A stimulator, no drug pump.', wordings: ['stimulator', 'scs', 'neurostim', 'ipg'] },
  {
    name: 'eri',
    word: 'ERI',
    kind: 'quantity',
    units: MONTHS,
    bare: true,
    help: 'Elective replacement indicator: months until the battery asks for replacement.',
    wordings: ['battery', 'elective replacement', 'eos', 'eol', 'longevity'],
  },
  { name: 'implanted', word: 'implanted', kind: 'date', help: 'When it was implanted.', wordings: ['implant', 'placed', 'inserted'] },
];

export const PUMP: FieldDeclaration = {
  key: 'pump',
  help: {
    summary: 'The implanted device: model, serial, reservoir, route, type.',
    decides:
      'Route and type decide the code family: neuraxial and programmable 62367–62370 and 95990/95991, constant-flow or reservoir 95990/95991, IV or IA 96522. Once stated it holds for the patient’s later visits.',
    example: 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo',
  },
  group: 'Pump',
  services: [],
  items: PUMP_ITEMS,
};

export const DEVICE: FieldDeclaration = {
  key: 'device',
  help: {
    summary: 'What was taken out and what went in.',
    decides: 'What goes in decides 62360, 62361 or 62362; it becomes the patient’s pump.',
    example: 'device: out NGP0000001, in SynchroMed II 8637-20, sn NGP0000003, 20 mL, IT, programmable',
  },
  group: 'Pump',
  services: ['implant', 'replace', 'remove'],
  repeatable: true,
  items: [
    { name: 'out', word: 'out', kind: 'words', verbatim: true, help: 'Serial of what came out.' },
    { name: 'in', word: 'in', kind: 'words', verbatim: true, help: 'Model of what went in.' },
    {
      name: 'pocket revised',
      word: 'pocket revised',
      kind: 'flag',
      help: 'Work on the pocket, with no device going in or out.',
      wordings: ['pocket revision', 'pocket moved', 'pocket relocated', 'new pocket', 'revised pocket', 'pocket enlarged', 'pocket closed', 'pocket washed'],
    },
    { name: 're-fixed', word: 're-fixed', kind: 'flag', help: 'The same pump was fixed again in its pocket.', wordings: ['refixed', 're-sutured', 'resutured', 're-secured', 'resecured', 're-anchored', 'reanchored', 'fixed again'] },
    { name: 'explored', word: 'explored', kind: 'flag', help: 'The pocket was opened and looked into.', wordings: ['exploration', 'pocket explored'] },
    { name: 'turned', word: 'turned', kind: 'flag', help: 'The pump was turned in its pocket.', wordings: ['rotated', 'flipped', 'flipped back', 'turned back', 'repositioned', 'reoriented'] },
    ...PUMP_ITEMS,
  ],
};
