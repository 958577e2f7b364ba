/** Billed codes that the note neither bears out nor contradicts. */
import { INJECTION_CODES, PUMP_CODES, SURGERY_CODES } from '../../codes/service-table.js';
import { memoByVisit } from '../../visit/memo.js';
import { explainCode, supportedServices, type SupportedServices } from './supported-services.js';
import { KEY_OF_SLOT } from './surgery.js';

/** Codes of which the note does not say which is right. */
export interface OpenLine {
  /** What the other facts lead to, then what is billed. */
  readonly codes: readonly string[];
  /** Where the fact that decides is filled in. */
  readonly field: string;
}

/** Surgery, injections and studies; the codes of the pump services are asked for by the facts that they lack. */
export const openLines = memoByVisit((visit): readonly OpenLine[] => {
  const services = supportedServices(visit);
  if (visit.stopped || services.pump.attempt) return [];
  return visit.claimLines.flatMap(({ code }): OpenLine[] => {
    if (PUMP_CODES.has(code)) return [];
    const { verdict, instead } = explainCode(services, code);
    const codes = [...new Set([...instead, code])];
    return verdict === 'undecided' && codes.length > 1 ? [{ codes, field: fieldOf(services, code) }] : [];
  });
});

function fieldOf({ trial }: SupportedServices, code: string): string {
  const surgery = SURGERY_CODES.get(code);
  if (surgery) return `${KEY_OF_SLOT[surgery.part]}:`;
  const injection = INJECTION_CODES.get(code);
  if (!injection || !trial) return 'imaging:';
  const assumed = INJECTION_CODES.get(trial.code)!;
  if (trial.access === undefined && injection.access !== assumed.access) return 'catheter:';
  return trial.guided === undefined && injection.guided !== assumed.guided ? 'imaging:' : 'the level in catheter:';
}
