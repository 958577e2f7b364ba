import aetna from '../../../data/profiles/aetna.json';
import bcbs from '../../../data/profiles/bcbs.json';
import cigna from '../../../data/profiles/cigna.json';
import medicaid from '../../../data/profiles/medicaid.json';
import medicare from '../../../data/profiles/medicare.json';
import medicareAdvantage from '../../../data/profiles/medicare-advantage.json';
import national from '../../../data/profiles/national.json';
import selfPay from '../../../data/profiles/self-pay.json';
import uhc from '../../../data/profiles/uhc.json';
import workersComp from '../../../data/profiles/workers-comp.json';

/** The shipped payer profiles, in the order in which a coder meets them. `npm run generate` adds the new ones. */
export const SHIPPED_PROFILES: readonly { readonly id: string }[] = [
  national,
  medicare,
  medicareAdvantage,
  medicaid,
  aetna,
  bcbs,
  cigna,
  uhc,
  workersComp,
  selfPay,
];
