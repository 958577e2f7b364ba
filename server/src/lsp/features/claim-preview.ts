import { BOX_SIZES_UNVERIFIED } from '../../core/claim-form/boxes.js';
import { claimForm, type Remark, type ServiceLine } from '../../core/claim-form/claim-form.js';
import { claimValue, worthOf } from '../../core/report/money.js';
import type { Visit } from '../../core/visit/visit.js';
import type { ClaimPreviewLine } from '../../../../protocol/messages.js';
import type { Context, Feature } from '../context.js';
import { encounterAt, rangeOfEncounter, toJump, toState } from '../encounter-at.js';
import { answer } from '../requests.js';

/** The claim of an encounter in the boxes of the paper form. */
export const claimPreview: Feature = context => {
  answer(context, 'encounterNotes/claimPreview', 'previewing a claim', params => {
    const found = encounterAt(context, params);
    const visit = found && context.workspace.visit(found.encounter.block);
    if (!found || !visit) return null;
    const { encounter } = found;
    const { diagnoses, forms, remarks } = claimForm(visit);
    return {
      range: rangeOfEncounter(found.file, encounter),
      patient: encounter.patient?.value ?? null,
      date: encounter.date ?? null,
      services: encounter.services.map(({ value }) => value),
      state: toState(context, encounter.block),
      diagnoses: diagnoses.map(({ at, letter, printed, code, title }) => ({
        letter,
        printed,
        code,
        title: title ?? null,
        at: toJump(context, at),
      })),
      forms: forms.map(lines => lines.map(line => toLine(context, line))),
      remarks: [...remarks, ...moneyRemarks(context, found.file.uri, visit)].map(({ text, at }) => ({
        text,
        at: at ? toJump(context, at) : null,
      })),
      leftOut: encounter.codes.filter(line => line.unsure || !line.valid).map(({ code }) => code),
      waived: [...new Set(context.workspace.verdict(encounter.block).waived.map(({ rule }) => rule))],
      unverified: BOX_SIZES_UNVERIFIED,
    };
  });
  return {};
};

/** What lines and findings are worth, if a fee schedule is loaded and the configuration has what it takes. */
function moneyRemarks({ workspace }: Context, uri: string, visit: Visit): readonly Remark[] {
  const { fees } = workspace.settings(uri);
  const value = claimValue(visit, fees);
  if (!value) return [];
  const amounts = value.lines.map(({ line, amount }) => `${line} ${amount}`).join(', ');
  const findings = workspace.verdict(visit.encounter.block).findings.flatMap((finding): Remark[] => {
    const worth = worthOf(workspace, visit, finding, fees);
    return worth ? [{ text: `${finding.rule}: ${worth}.`, at: finding.at }] : [];
  });
  return [{ text: `At the ${value.basis}: ${amounts}; in all ${value.total}.` }, ...findings];
}

function toLine(
  context: Context,
  { at, shaded, date, place, code, modifiers, pointers, charge, units, npi }: ServiceLine,
): ClaimPreviewLine {
  return {
    at: toJump(context, at),
    shaded: shaded ?? null,
    date: date ?? null,
    place: place ?? null,
    code,
    modifiers,
    pointers,
    charge: charge ?? null,
    units,
    npi: npi ?? null,
  };
}
