import type { CodeView } from '../../codes/types.js';
import { checkedBy, notEffective } from '../../policy/effective-dates.js';
import type { AudioVideoSupervision, Profiles } from '../../policy/types.js';
import { asFlag, asService } from '../../syntax/vocabulary.js';
import { FLAG_HELP, SERVICE_HELP } from '../glossary.js';
import { bullets, dates, escape, page, sourceNote, trap, unverifiedNote } from '../markdown.js';

export function placePage(codes: CodeView, word: string): string {
  const place = codes.place(word);
  if (!place) return `**${escape(word)}** is not a place of service in the tables.`;
  const incident = {
    allowed: 'possible under direct supervision',
    'own-rules': 'by rules of its own',
    doubtful: 'doubtful',
    'not-possible': 'not possible',
    unsettled: undefined,
  }[place.incidentTo];
  return page(
    `**${place.code}** · ${place.title}`,
    place.summary,
    trap(place.trap),
    bullets([
      ['Rate', place.facility ? 'facility' : 'non-facility'],
      ['Pump services', place.pumpRule],
      ['Staff work billed by the practitioner', incident],
    ]),
    place.details,
    unverifiedNote(place.unverified),
    sourceNote(codes, place.sources),
  );
}

/** What a payer asks beyond the national rules, on the date of the encounter if it is known. */
export function payerPage(codes: CodeView, profiles: Profiles, word: string, date: string | undefined): string {
  if (!profiles.has(word)) return `**#${escape(word)}** has no profile: only the national rules are checked.`;
  const policy = profiles.policyFor(word, date);
  const { title, effective } = profiles.policyFor(word);
  const p = policy.parameters;
  const compound = p.compoundCode.value.codes.map(c => c.code).join(', ');
  const waste = p.wasteModifiers.value,
    threshold = p.residualThreshold.value;
  const row = <T>(parameter: { value: T; unverified?: string }, text: string): string =>
    text + (parameter.unverified ? ' (unverified)' : '');
  return page(
    `**#${word.toLowerCase()}** · ${escape(title)}`,
    ...(date === undefined
      ? []
      : notEffective(policy, date).map(why => trap(`${why}: this note is checked by ${checkedBy(policy)}.`))),
    escape(policy.summary),
    bullets([
      ['In force', dates(effective?.from, effective?.to)],
      [
        'Reprogramming is',
        row(
          p.reprogramRequires,
          p.reprogramRequires.value === 'change'
            ? 'a change of dose, concentration, mode, bolus or bridge'
            : 'already an update of the reservoir volume',
        ),
      ],
      [
        'Compounds',
        compound
          ? row(
              p.compoundCode,
              `${compound}${p.compoundCode.value.perIngredient ? ', one line for each ingredient' : ', one line'}`,
            )
          : undefined,
      ],
      ['KD on pump drugs', row(p.kd, p.kd.value)],
      [
        'JW and JZ',
        row(p.wasteModifiers, waste === 'off' ? 'not asked for' : `JW from ${waste.jwFrom}, JZ from ${waste.jzFrom}`),
      ],
      ['One claim for service and drugs', row(p.singleClaim, p.singleClaim.value ? 'yes' : 'not asked for')],
      ['25 on a visit beside a service', row(p.emModifier25, p.emModifier25.value ? 'yes' : 'not asked for')],
      ['NDC on drug lines', row(p.ndc, p.ndc.value === 'required' ? 'required' : 'not checked')],
      ['Alarm residual', row(p.alarmResidual, `${p.alarmResidual.value} mL`)],
      ['Early refill', row(p.earlyRefillShare, earlyRefillWords(p.earlyRefillShare.value))],
      [
        'Volume discrepancy',
        row(
          p.residualThreshold,
          `above ${threshold.default} mL, above ${threshold.smallReservoir.threshold} mL for a reservoir of ${threshold.smallReservoir.upTo} mL or less`,
        ),
      ],
      ['Supervision by audio and video', row(p.audioVideoSupervision, videoSupervision(p.audioVideoSupervision.value))],
      ['Inherits from', policy.chain.slice(1).join(' → ') || undefined],
    ]),
    policy.notes.map(note => `- ${escape(note.text)}${note.unverified ? ' (unverified)' : ''}`).join('\n'),
    sourcesNote(codes, policy.sources),
  );
}

/** Sources of the code sets by their titles; a workspace's profile may name others in its own words. */
function sourcesNote(codes: CodeView, named: readonly string[]): string {
  const known = new Set(codes.sources().map(({ id }) => id));
  const ids = named.filter(id => known.has(id)),
    words = named.filter(id => !known.has(id));
  return page(
    words.length > 0 && `*Source: ${words.map(escape).join(' · ')}*`,
    ids.length > 0 && sourceNote(codes, ids),
  );
}

export function servicePage(word: string): string {
  const service = asService(word);
  return service
    ? page(
        `**${service}** · ${SERVICE_HELP[service].summary}`,
        'The facts below the header decide the code; this word is compared with them.',
      )
    : `**${escape(word)}** is not a service of the note language.`;
}

export function flagPage(word: string): string {
  const flag = asFlag(word);
  return flag
    ? page(`**!${flag}** · ${FLAG_HELP[flag].summary}`, FLAG_HELP[flag].decides)
    : `**!${escape(word)}** is not a flag of the note language.`;
}

export function settingPage(word: string): string {
  if (word === 'bill=pro') return page('**bill=pro** · A professional claim (CMS-1500), the default.');
  if (word === 'bill=facility')
    return page(
      '**bill=facility** · An institutional claim.',
      'Practitioner pairs and limits, performer level and supervision do not apply.',
    );
  return `**${escape(word)}** is not known here: write bill=pro or bill=facility.`;
}

function videoSupervision({ from, notWithGlobalDaysFrom }: AudioVideoSupervision): string {
  if (!from) return 'not accepted';
  return notWithGlobalDaysFrom
    ? `since ${from}; since ${notWithGlobalDaysFrom} not for services with 10 or 90 global days`
    : `since ${from}`;
}

function earlyRefillWords(share: string): string {
  return `sooner than ${Math.round(Number(share) * 100)} % of the fill’s days`;
}
