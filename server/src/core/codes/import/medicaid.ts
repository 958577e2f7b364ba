/**
 * NCCI publishes tables of the same layout for Medicaid, with other values: only the name of a file tells them apart.
 */
import { LayoutError } from './text-file.js';

const MEDICAID = /medicaid|(?:^|[-_. ])mcd(?![a-z0-9])/i;

/** @throws {LayoutError} if the name of a file says that its edits are those of Medicaid */
export function refuseMedicaid(name: string): void {
  if (MEDICAID.test(name))
    throw new LayoutError(name, 1, 'the edits of Medicare: the name says that these are the ones of Medicaid');
}
