import type { SourceRange } from '../../syntax/source-range.js';
import { statedInText, textsBeside } from '../../visit/stated-in-text.js';
import { billedDrugs, hasTooManyDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { drugsGiven, nameOf, nameOfDrug, documentedDrug } from '../../claim/drugs/documented-drug.js';
import { statedInOtherNote } from '../../visit/other-note.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, MissingFact, Rule } from '../rule.js';
import { affirmsPhrase } from '../../encounter/statements.js';
import { labeledLines } from '../../visit/labeled-lines.js';
import { isOpen } from '../undecided.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { nearestWord } from '../../text/nearest-word.js';
import { list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';

export const drugNotDocumented: Rule = {
  id: 'drug-not-documented',
  group: 'drugs',
  severity: 'error',
  title: 'Billed drug is not in the note',
  description:
    'A drug code is billed and no `drug:` of the note matches it, or only one that was `not given`. ' +
    'Drugs match by generic name, brand and alias (Gablofen and Lioresal are baclofen, Infumorph, ' +
    'Duramorph and Mitigo are morphine, Prialt is ziconotide). An unclassified or unlisted code may bill ' +
    'a name that no table knows.',
  rationale: 'What is not in the note was not given, for an auditor: the line is taken back.',
  sources: ['A55239', 'HC24'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 20 mL
drug: Prialt 25 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, waste 0 mL
dx: M96.1, Z45.1
95990 @AB
J2278-JZ-KD x500 @A
J0475-JZ-KD x4 @A
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: Lioresal Intrathecal 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0475-JZ-KD x8 @A
`,
  },
  check(visit, context) {
    const { drugs } = visit.encounter;
    if (hasTooManyDrugs(visit)) {
      context.missing({
        at: drugs.at(-1)!,
        show: true,
        message: `The note has ${drugs.length} drugs: which code line bills which of them was not checked.`,
      });
      return;
    }
    const given = drugsGiven(visit);
    for (const bill of billedDrugs(visit)) {
      if (bill.drugs.length) {
        context.applies();
        continue;
      }
      if (isStub(visit, 'drug')) {
        context.missing({
          at: placeOfCode(bill.line),
          show: false,
          message: `Which drug ${bill.entry.code} bills is still to be filled in.`,
        });
        continue;
      }
      const what = `which drug ${bill.entry.code} bills`;
      if (isOpen(visit, context, { at: placeOfCode(bill.line), keys: ['drug', 'fill'], what })) continue;
      const elsewhere = namedElsewhere(visit, bill);
      if (elsewhere) {
        context.missing({
          at: placeOfCode(bill.line),
          show: false,
          message: `${bill.entry.code} bills a drug that did not go into the pump, which is not checked.`,
          evidence: [{ at: elsewhere, text: 'names the drug' }],
        });
        continue;
      }
      const unclear = unclearName(visit, bill);
      if (unclear) {
        context.missing({ at: unclear.at, show: true, message: unclear.message, fixes: unclear.fixes });
        continue;
      }
      const stated = visit.encounter.drugs.length ? undefined : statedElsewhere(visit, bill);
      if (stated) {
        context.missing(stated);
        continue;
      }
      const { message, evidence } = explain(
        visit,
        bill,
        given.map(nameOfDrug),
        given.map(({ drug }) => drug),
      );
      context.report({ at: placeOfCode(bill.line), message, evidence });
    }
  },
};

/** On a note without `drug:`, the drug that another note of the day states, or the text. */
function statedElsewhere(visit: Visit, bill: BilledDrug): MissingFact | undefined {
  const { code } = bill.entry;
  const place = placeOfCode(bill.line);
  const other = drugInOtherNote(visit);
  if (other)
    return {
      at: place,
      show: false,
      message: `Write what was placed in \`drug:\`: another note of the day states it, and ${code} is billed here.`,
      evidence: [{ at: other, text: 'the drug' }],
    };
  const named = namedInText(visit, bill);
  return (
    named && {
      at: place,
      show: true,
      message: `Write what was placed in \`drug:\`: the text names a drug that ${code} bills.`,
      evidence: [{ at: named, text: 'names the drug' }],
    }
  );
}

/** The drug of another note of the day that bills none. */
function drugInOtherNote(visit: Visit): SourceRange | undefined {
  return statedInOtherNote(
    visit,
    ({ drugs }) => drugs.find(({ notGiven }) => !notGiven),
    code => visit.codes.procedure(code)?.kind === 'drug',
  );
}

/** Words by which a chart points to another page instead of naming the drug. */
const ELSEWHERE = /^(?:see|per|as|refer|same|unchanged|usual|standard|attached)\b/i;

/**
 * A name that could be that of the billed drug: one slip away from it, or words that only say where the drug is named.
 */
function unclearName(visit: Visit, { entry }: BilledDrug): Pick<MissingFact, 'at' | 'message' | 'fixes'> | undefined {
  const names = visit.codes
    .drugsOfCode(entry.code)
    .flatMap(({ name, brands, aliases }) => [name, ...brands, ...aliases]);
  for (const { components, entries } of drugsGiven(visit)) {
    for (const [i, component] of components.entries()) {
      const { name, block } = component;
      if (entries[i] || name === '') continue;
      const start = block.text.indexOf(name, component.start);
      const at = { block, start, end: start + name.length };
      const meant = nearestWord(name, names);
      if (meant)
        return {
          at,
          message: `Write ${meant} if it is meant: ${name} is no drug of the tables, and ${entry.code} bills ${meant}.`,
          fixes: [{ kind: 'edit', title: `Write ${meant}`, edits: [{ at, text: meant }] }],
        };
      if (ELSEWHERE.test(name))
        return {
          at,
          message: `Name the drug: whether ${entry.code} bills it does not follow from “${name}”.`,
          fixes: [],
        };
    }
  }
  return undefined;
}

/** A `drug:` line of the billed drug that was given by another way; an unlisted code may bill any. */
function namedElsewhere(visit: Visit, bill: BilledDrug): SourceRange | undefined {
  const names = namesOf(visit, bill);
  return visit.encounter.drugsElsewhere.find(
    ({ value }) => !names.length || names.some(name => affirmsPhrase(value, name)),
  );
}

function namesOf(visit: Visit, { entry }: BilledDrug): readonly string[] {
  return visit.codes
    .drugsOfCode(entry.code)
    .flatMap(({ name, brands, aliases }) => [name, ...brands, ...aliases])
    .map(name => name.toLowerCase());
}

/** The text that names the billed drug; of an unlisted code, which may bill any, a labeled line with a drug. */
function namedInText(visit: Visit, bill: BilledDrug): SourceRange | undefined {
  const names = namesOf(visit, bill);
  const labeled = labeledLines(visit).find(({ value }) => names.some(name => affirmsPhrase(value, name)));
  if (labeled ?? !names.length) return labeled ?? statedInText(visit, 'drug');
  const texts = textsBeside(visit.encounter, 'drug');
  return texts.find(({ value }) => names.some(name => affirmsPhrase(value, name)));
}

interface Explanation {
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

function explain(
  visit: Visit,
  { entry }: BilledDrug,
  names: readonly string[],
  places: readonly Evidence['at'][],
): Explanation {
  const named = visit.codes.drugsOfCode(entry.code);
  const isOfPumpDrug = !entry.isNoc && entry.drug !== undefined;
  const what = !isOfPumpDrug
    ? `${entry.code} bills a drug`
    : `${entry.code} bills ${
        list(
          named.map(({ name }) => name),
          'or',
        ) || 'a drug'
      }`;
  const withheld = visit.encounter.drugs.find(
    drug =>
      drug.notGiven && (entry.isNoc || documentedDrug(visit, drug).entries.some(own => own && named.includes(own))),
  );
  if (withheld) {
    const name = withheld.components
      .map((component, i) => nameOf(component, documentedDrug(visit, withheld).entries[i]))
      .join(' and ');
    return {
      message: `Delete ${entry.code}, or correct \`not given\`: the note says that the ${name} was not given.`,
      evidence: [{ at: withheld.notGiven!, text: 'not given' }],
    };
  }
  const evidence = places.map((at, i) => ({ at, text: `the note has ${names[i]}` }));
  if (!names.length)
    return {
      message: `Add \`drug:\` with what was placed, or delete the line: ${what}, and the note names no drug.`,
      evidence,
    };
  if (entry.isNoc)
    return {
      message: `Delete ${entry.code}, or add its drug: every drug of the note (${list(names)}) is billed with its own code.`,
      evidence,
    };
  return { message: `Correct the code or the drug: ${what}, and the note has ${list(names)} only.`, evidence };
}
