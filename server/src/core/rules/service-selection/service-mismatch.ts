import { supportedServices } from '../../claim/services/supported-services.js';
import { changeReason, fillReason } from '../../claim/services/service-facts.js';
import { cited, type Reason } from '../../claim/reason.js';
import { SURGERY_CODES } from '../../claim/services/surgery.js';
import type { Encounter } from '../../encounter/model.js';
import { sameDose } from '../../encounter/same-dose.js';
import type { Visit } from '../../visit/visit.js';
import type { Key, Service } from '../../syntax/vocabulary.js';
import type { Rule } from '../rule.js';
import { at, replace } from '../../edits/builders.js';

export const serviceMismatch: Rule = {
  id: 'service-mismatch',
  group: 'service-selection',
  severity: 'hint',
  title: 'Header names other services than the note',
  description: `The services of the header (\`refill+reprogram\`) are compared with what the note states: \`fill\`, a change in \`prog\`, \`read\` on a day
with nothing else, \`study\`, \`device\`, \`catheter\`. \`visit\` and \`trial\` are always accepted, and so is what was planned if a procedure was stopped.`,
  rationale:
    'The header decides nothing on the claim, but it is what a list of the day shows, and a difference ' +
    'often means that a line is missing.',
  fixDescription: 'Edit: writes the services of the note into the header.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 refill+reprogram P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
95990 @AB
`,
    right: `2026-11-20 refill+visit P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
95990 @AB
`,
  },
  check(visit, context) {
    const { encounter } = visit;
    const tokens = encounter.block.header?.services ?? [];
    const first = tokens[0],
      last = tokens.at(-1);
    // Words that are no service are reported as such; a note that states nothing yet has nothing to compare.
    if (!first || !last || tokens.length !== encounter.services.length) return;
    const span = at(encounter.block, first.start, last.end);
    const surgical = encounter.services.some(({ value }) => SURGICAL.includes(value)) && !statesSurgery(encounter);
    if (surgical || !STATING.some(key => encounter.fields.has(key))) {
      const what = surgical ? 'no surgery' : 'nothing';
      context.missing({
        at: span,
        message: `Header not checked: the note states ${what} yet.`,
        show: false,
      });
      return;
    }
    context.applies();
    const stated = servicesOf(visit);
    const written = encounter.services.map(({ value }) => value);
    const kept = [...new Set(written.filter(service => stated.possible.has(service)))];
    const added = stated.needed.filter(({ service, or }) => ![service, ...or].some(s => kept.includes(s)));
    if (kept.length === written.length && !added.length) return;
    const right = [...kept, ...added.map(({ service }) => service)].join('+') || 'visit';
    context.report({
      at: span,
      message: `Write ${right} in the header: it says ${written.join('+')}, and the note states ${right === 'visit' ? 'none of that' : right}.`,
      evidence: cited([...stated.needed.map(({ reason }) => reason), changeReason(visit)]),
      fixes: isSurgerySettled(visit)
        ? [{ kind: 'edit', title: `Write ${right} in the header`, edits: [replace(span, right)] }]
        : [],
    });
  },
};

/** Whether `device:` or `catheter:` says what was done, in words that are read. */
function statesSurgery({ devices, catheter }: Encounter): boolean {
  return (
    devices.some(device => device.in ?? device.out ?? device.work[0]) ||
    (catheter !== undefined && catheter.work.length > 0)
  );
}

/** Services that only `device:` or `catheter:` states. */
const SURGICAL: readonly Service[] = ['implant', 'replace', 'remove', 'revise'];

/** The keys that state a service. */
const STATING: readonly Key[] = ['read', 'fill', 'prog', 'device', 'study', 'catheter'];

/** While a billed surgery code is not what the note supports, the header may be what is right. */
function isSurgerySettled(visit: Visit): boolean {
  const { lines } = supportedServices(visit).surgery;
  return visit.linesToCheck.every(({ code }) => !SURGERY_CODES.has(code) || lines.some(line => line.code === code));
}

interface Needed {
  readonly service: Service;
  /** Other words for the same in a header. */
  readonly or: readonly Service[];
  readonly reason: Reason;
}

interface Stated {
  readonly needed: readonly Needed[];
  /** What the header may say. */
  readonly possible: ReadonlySet<Service>;
}

/** The service of the surgery that the note states. */
function surgeryService({ encounter, history }: Visit): Needed | undefined {
  const { devices, catheter } = encounter;
  const put = devices.find(device => device.in),
    out = devices.find(device => device.out);
  if (put && out) return need('replace', { text: 'one device out, another in', at: put });
  const isFirst = history.length === 0;
  if (put)
    return need(isFirst ? 'implant' : 'replace', { text: 'a device was put in', at: put }, ['implant', 'replace']);
  if (out) return need('remove', { text: 'a device was taken out', at: out });
  const isTrial = encounter.services.some(({ value }) => value === 'trial');
  if (catheter && !isTrial && isRenewed(encounter))
    return need('revise', { text: 'catheter work', at: catheter }, ['implant', 'replace']);
  if (catheter && !isTrial && isRemoved(encounter))
    return need('remove', { text: 'the catheter was taken out', at: catheter });
  const worked = devices.find(device => device.work.length)?.work[0];
  return worked && need('revise', { text: 'the pocket or the pump was revised', at: worked });
}

function need(service: Service, reason: Reason, or: readonly Service[] = []): Needed {
  return { service, or, reason };
}

/** Other words of a header that fit the surgery of the note. */
function surgeryWords(encounter: Encounter): Service[] {
  return [
    ...(encounter.devices.some(device => device.in || device.out) || isRemoved(encounter) ? (['remove'] as const) : []),
    ...(isRenewed(encounter) ? (['revise', 'implant', 'replace'] as const) : []),
  ];
}

function isRenewed({ catheter }: Encounter): boolean {
  return catheter?.work.some(({ value }) => value === 'new' || value === 'revised') ?? false;
}

function isRemoved({ catheter }: Encounter): boolean {
  return catheter?.work.some(({ value }) => value === 'removed') ?? false;
}

/** Without `prog:`, a dose that differs afterward says that a change was not written down. */
function isChangeMissing({ prog, read, after }: Encounter): boolean {
  return !prog && read?.dose !== undefined && after?.dose !== undefined && !sameDose(read.dose, after.dose);
}

function servicesOf(visit: Visit): Stated {
  const { encounter } = visit;
  const { facts } = supportedServices(visit).pump;
  const needed: Needed[] = [];
  const possible = new Set<Service>(['visit', 'trial']);
  const surgical = surgeryService(visit);
  if (surgical) needed.push(surgical);
  for (const service of surgeryWords(encounter)) possible.add(service);
  const surgery = surgical !== undefined;

  if (facts.fill === 'refill' && !surgery) needed.push(need('refill', fillReason(visit)));
  if (facts.fill !== 'none' || encounter.drugs.some(drug => drug.volume && !drug.notGiven)) possible.add('refill');
  if (facts.change === 'made' && !surgery) needed.push(need('reprogram', changeReason(visit)));
  if (facts.change !== 'none' || isChangeMissing(encounter)) possible.add('reprogram');
  if (facts.analysis !== 'none' || encounter.study) possible.add('interrogate');
  if (
    facts.analysis === 'complete' &&
    !needed.length &&
    facts.fill === 'none' &&
    facts.change === 'none' &&
    !visit.stopped &&
    !encounter.services.some(({ value }) => value === 'trial')
  ) {
    needed.push(need('interrogate', { text: 'the pump was read, and nothing else done', at: encounter.read! }));
  }
  for (const { service, or } of needed) for (const word of [service, ...or]) possible.add(word);
  if (visit.stopped) for (const { value } of encounter.services) possible.add(value);
  return { needed, possible };
}
