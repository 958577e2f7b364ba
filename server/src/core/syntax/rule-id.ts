/** US spellings of rule ids that keep the spelling they were published with. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['authorization', 'authorisation'],
  ['doc-authorization', 'doc-authorisation'],
  ['performer-not-recognized', 'performer-not-recognised'],
]);

/** The id of a rule as findings name it, for an id as typed in a waiver, a setting, a profile or a command. */
export function canonicalRuleId(typed: string): string {
  return ALIASES.get(typed.toLowerCase()) ?? typed;
}
