import { COMPONENT_LABEL } from '../wordings/drugs.js';
import type { Mention } from './drug-mentions.js';

const componentLabel = new RegExp(`\\b(?:${COMPONENT_LABEL})[ :=(-]{0,4}$`);

/** Drugs that a form numbers, `Drug 1: …` and `Drug 2: …`, are one mixture. */
export function withNumberedComponents(mentions: readonly Mention[]): readonly Mention[] {
  const stacked = stackedIn(mentions);
  const numbered = mentions.filter(one => isNumbered(one) || isInRow(one, mentions) || stacked.has(one));
  const names = new Set(numbered.flatMap(({ components }) => components.map(({ name }) => name)));
  if (numbered.length < 2 || names.size !== numbered.length) return mentions;
  const components = numbered.flatMap(one => one.components);
  const { segment, start } = numbered[0]!;
  const mixture: Mention = {
    segment,
    components,
    item: components.map(({ name, strength }) => `${name} ${strength}`).join(' + '),
    start,
    end: numbered.at(-1)!.end,
  };
  return mentions.flatMap(one => {
    if (one === numbered[0]) return [mixture];
    return numbered.includes(one) ? [] : [one];
  });
}

/** Characters between two lines of a label. */
const MAX_BETWEEN = 12;

/** Lines of a label, each a drug with its strength and nothing else, one below the other. */
function stackedIn(mentions: readonly Mention[]): ReadonlySet<Mention> {
  const alone = mentions.filter(isAlone).sort((a, b) => a.start - b.start);
  const isBelow = (one: Mention | undefined, above: Mention | undefined): boolean =>
    one !== undefined && above !== undefined && one.segment.start - above.segment.end <= MAX_BETWEEN;
  return new Set(alone.filter((one, i) => isBelow(one, alone[i - 1]) || isBelow(alone[i + 1], one)));
}

function isAlone({ segment, start, end, components }: Mention): boolean {
  const beside = segment.text.slice(0, start - segment.start) + segment.text.slice(end - segment.start);
  return (
    !segment.labeled &&
    segment.phase !== 'before' &&
    components.length === 1 &&
    components[0]!.strength !== '' &&
    !/[a-z\d]/.test(beside.replaceAll(/\b(?:sulf(?:ate)?|hcl|pf|hydrochloride)\b/g, ''))
  );
}

/** Cells of one row `Drug`, a drug in each. */
function isInRow({ segment, components }: Mention, mentions: readonly Mention[]): boolean {
  const isCell =
    segment.labeled &&
    segment.valueStart === segment.start &&
    /^(?:(?:current|new|pump) )?(?:drug|medication|med|agent|rx|infusate|solution|contents?|mixture)s?\b/.test(
      segment.label,
    );
  return (
    isCell &&
    !segment.phase &&
    segment.line !== '' &&
    components.length === 1 &&
    components[0]!.strength !== '' &&
    mentions.some(
      other =>
        other.segment !== segment && other.segment.line === segment.line && other.segment.label === segment.label,
    )
  );
}

function isNumbered({ segment, start, components }: Mention): boolean {
  const label = segment.labeled && segment.valueStart === segment.start ? `${segment.label}: ` : '';
  const before = label + segment.text.slice(0, start - segment.start);
  return (
    components.length === 1 &&
    components[0]!.strength !== '' &&
    segment.phase !== 'before' &&
    componentLabel.test(before)
  );
}
