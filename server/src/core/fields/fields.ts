/** Every field of an encounter, in the order in which a note is usually typed. */
import { CATHETER } from './catheter.js';
import { DRUG } from './drug.js';
import type { FieldDeclaration } from './field.js';
import { FILL } from './fill.js';
import { IMAGING } from './imaging.js';
import { ASSESS, AUTH, BENEFITS, DX, EM, EVENT, EXAM, NEXT, OBSERVE, OK, PREP, QUERY, RESPONSE } from './office.js';
import { BY, SUP } from './people.js';
import { PROG } from './prog.js';
import { DEVICE, PUMP } from './pump.js';
import { AFTER, READ } from './status.js';
import { STOP, STUDY } from './surgery.js';

export const FIELDS: readonly FieldDeclaration[] = [
  PUMP,
  BY,
  SUP,
  PREP,
  READ,
  FILL,
  PROG,
  AFTER,
  DRUG,
  DX,
  EXAM,
  ASSESS,
  EM,
  RESPONSE,
  OBSERVE,
  NEXT,
  STOP,
  DEVICE,
  STUDY,
  EVENT,
  CATHETER,
  IMAGING,
  BENEFITS,
  AUTH,
  QUERY,
  OK,
];
