import type { AnyRule } from '../rule.js';
import { dateFormat } from './date-format.js';
import { duplicateField } from './duplicate-field.js';
import { futureDate } from './future-date.js';
import { invalidDate } from './invalid-date.js';
import { malformedCode } from './malformed-code.js';
import { malformedHeader } from './malformed-header.js';
import { malformedValue } from './malformed-value.js';
import { unclosedFence } from './unclosed-fence.js';
import { unclosedString } from './unclosed-string.js';
import { unknownField } from './unknown-field.js';
import { unknownFlag } from './unknown-flag.js';
import { unknownLine } from './unknown-line.js';
import { unknownPayer } from './unknown-payer.js';
import { unknownPlace } from './unknown-place.js';
import { unknownService } from './unknown-service.js';
import { unreadItem } from './unread-item.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const formRules: readonly AnyRule[] = [
  malformedHeader,
  dateFormat,
  invalidDate,
  futureDate,
  unknownService,
  unknownPlace,
  unknownPayer,
  unknownFlag,
  unknownField,
  unknownLine,
  duplicateField,
  malformedValue,
  unreadItem,
  unclosedFence,
  unclosedString,
  malformedCode,
];
