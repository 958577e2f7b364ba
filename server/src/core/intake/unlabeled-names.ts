import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { CREDENTIAL } from './credential-pattern.js';

const credentialBehind = new RegExp(
  `^(?:[,.]? *(?:BSN|MSN|BS|MS|PhD|DNP|MBA|MPH),?)* *[,(]? *(?:${CREDENTIAL}|PhD|PharmD|RPh|DPT)(?![A-Za-z])`,
);
/** Words before a name that tell that it is one of the staff. */
const STAFF_BEFORE =
  /(?:\b(?:dr|doctor|prof|professor|nurse|rn|lpn|md|np|pa|ma|physician|provider|attending|surgeon|clinician|practitioner|assistant|pharmacist|technician|tech|rep|representative|scribe|author|pcp|supervis\w+|refer\w+|sign\w*|dictated|transcribed|performed|perform\w*|completed|prepared|programmed|verified|witness\w*|checked|filled|refilled|interrogated|cosign\w*)\.?(?: (?:by|physician|provider|nurse|md|dr\.?))?|\bby|\bcc)[ :.,*_]*$/i;

const STAFF_TITLE = /^(?:dr|doctor|prof|professor|nurse)\b/i;

/**
 * Words of the names that the finder of personal data sees in running text and that are not those of the staff: the
 * patient's and the relatives', without any label.
 */
export function unlabeledNames(source: string): string[] {
  const staff = new Set<string>();
  const others: string[] = [];
  for (const { kind, start, end } of sightingsIn(source)) {
    if (kind !== 'name') continue;
    const isStaff =
      STAFF_TITLE.test(source.slice(start, end)) ||
      credentialBehind.test(source.slice(end, end + 30)) ||
      STAFF_BEFORE.test(source.slice(Math.max(0, start - 40), start));
    const words = wordsOf(source, { start, end });
    if (!isStaff) others.push(...words);
    else for (const word of words) staff.add(word.toLowerCase());
  }
  return others.filter(word => !staff.has(word.toLowerCase()));
}

const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|jr|sr|md|rn|do|np|pa)$/i;

function wordsOf(source: string, { start, end }: Span): string[] {
  const words = source.slice(start, end).match(/\p{Lu}[\p{L}\p{M}'\u2019-]+/gu) ?? [];
  return words.map(word => word.replace(/['\u2019]s$/i, '')).filter(word => word.length > 1 && !TITLE.test(word));
}
