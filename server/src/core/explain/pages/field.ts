import type { CodeView } from '../../codes/types.js';
import type { Quantity } from '../../encounter/model.js';
import { formatNumber, mgPerMl } from '../../encounter/quantity.js';
import { setByWords, type LevelOfRule } from '../../policy/level.js';
import type { RuleInfo } from '../../rules/rule.js';
import { asDefaultKey, asKey } from '../../syntax/vocabulary.js';
import { KEY_HELP, pumpWord, wordHelp } from '../glossary.js';
import { bullets, escape, page, sourceNote, trap, unverifiedNote } from '../markdown.js';

export function keyPage(key: string): string {
  const known = asKey(key) ?? asDefaultKey(key);
  if (!known) return `**${escape(key)}:** isn’t a field here; line ignored.`;
  const help = KEY_HELP[known];
  return page(
    `**${known}:** ${help.summary}`,
    help.decides,
    help.example && `\`\`\`encounter-note\n${help.example}\n\`\`\``,
  );
}

/** The keyword of an item, or undefined if its words mean nothing special. */
export function wordPage(key: string, words: string): string | undefined {
  const first = words.split(' ')[0]!;
  const keyword = wordHelp(key, words) === undefined ? first : words;
  const text = wordHelp(key, keyword);
  return text && `**${key === 'pump' || key === 'device' ? pumpWord(keyword) : keyword}** · ${text}`;
}

const LEVELS = {
  qhp: 'Physician or other qualified health care professional: a fill in person is 95991 or 62370.',
  staff: 'Clinical staff: a fill is 95990 or 62369, billed incident to a practitioner.',
  unrecognized: 'Not a recognized performer of pump services.',
} as const;

export function credentialPage(codes: CodeView, word: string): string {
  const credential = codes.credential(word);
  const level = LEVELS[credential.class];
  return page(
    `**${credential.known ? credential.word : escape(word)}** · ${credential.summary}`,
    level,
    trap(credential.trap),
    credential.details,
    unverifiedNote(credential.unverified),
    sourceNote(codes, credential.sources),
  );
}

export function taxonomyPage(codes: CodeView, word: string): string {
  const entry = codes.taxonomy(word);
  if (!entry) return `**${escape(word)}** is not in the taxonomy table.`;
  return page(
    `**${entry.code}** · ${entry.title}`,
    entry.summary,
    trap(entry.trap),
    bullets([['Fits', entry.credentials.join(', ') || undefined]]),
    unverifiedNote(entry.unverified),
    sourceNote(codes, entry.sources),
  );
}

export function unitPage(codes: CodeView, word: string): string | undefined {
  const unit = codes.unit(word);
  return (
    unit && page(`**${unit.word}** · ${unit.summary}`, trap(unit.trap), unit.details, sourceNote(codes, unit.sources))
  );
}

/**
 * A drug as the tables know it, with the codes that it has on the date; `typed` is the strength that the note gives it.
 */
export function drugPage(codes: CodeView, date: string | undefined, name: string, typed?: Quantity): string {
  const drug = codes.drugByName(name);
  if (!drug)
    return page(
      `**${escape(name)}** is not in the drug table.`,
      'It can follow any unclassified code; its units are not computed.',
    );
  const now = date ? codes.codesOfDrug(name) : [];
  const strength = typed && mgPerMl(typed);
  return page(
    `**${drug.name}** · ${drug.summary}`,
    date &&
      (now.length
        ? `In a pump on ${date}: ${now.map(c => `**${c.code}**${c.drug ? `, 1 unit = ${c.drug.unitAmount} ${c.drug.unit}` : ''}`).join(' or ')}.`
        : `No specific code on ${date}.`),
    trap(drug.trap),
    bullets([
      ['This strength', strength && `${formatNumber(strength)} mg/mL`],
      [
        'Marketed strengths',
        drug.strengths.map(s => `${s.amount} ${s.unit}${s.verified ? '' : ' (unverified)'}`).join(', ') || undefined,
      ],
      ['Brands', drug.brands.join(', ') || undefined],
      ['Screening dose', drug.trialCode],
    ]),
    drug.details,
    unverifiedNote(drug.unverified),
    sourceNote(codes, drug.sources),
  );
}

/** A rule as its documentation has it, with the level at which it reports here. */
export function rulePage(codes: CodeView, rule: RuleInfo, level: LevelOfRule): string {
  return page(
    `**${rule.id}** · ${rule.title}`,
    rule.description,
    rule.rationale,
    bullets([['Level in force', `${level.level} (${setByWords(level)})`]]),
    unverifiedNote(codes.unverifiedAbout(`rule:${rule.id}`)),
  );
}
