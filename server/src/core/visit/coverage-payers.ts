import type { Visit } from './visit.js';

/** Whose coverage lists decide a visit: the Medicare contractor of the file, the payer, and the profiles it extends. */
export function coveragePayers({ defaults, payer, policy }: Visit): readonly string[] {
  const contractor = policy.isMedicare && defaults.mac ? [defaults.mac.value.toLowerCase()] : [];
  return [...new Set([...contractor, ...(payer ? [payer.value.toLowerCase()] : []), ...policy.chain])];
}
