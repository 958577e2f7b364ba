import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import { isImplantCode } from '../../visit/surgery-day.js';
import type { Pump } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { FieldLine } from '../../syntax/tree.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith, refill, type Requirement } from './required-when.js';
import { itemWith, missing, SHARED, stillEmpty, stubItems, stubLine } from './documentation-rule.js';
import { at } from '../../edits/builders.js';
import { list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';

export const documentedDevice: Rule = {
  ...SHARED,
  id: 'doc-device',
  element: 'pump identification',
  documents: [
    { key: 'pump', when: visit => demandOf(visit) !== undefined },
    { key: 'pump', item: 'sn' },
  ],
  title: 'Missing: model, serial or reservoir of the pump',
  description:
    'A pump service or an implant needs the model, the serial number and the reservoir volume of the ' +
    'pump, in `pump:` of this note or of an earlier one of the patient, or in `device:`. A portable pump ' +
    'outside the body (96521) needs none.',
  rationale: 'They show which device was served, whether it can be read and reprogrammed, and how much it holds.',
  fixDescription:
    'Edit: inserts an empty `pump:` line, or adds an empty `sn` to it, to fill in; each is reported ' +
    'until it has a value. Model and reservoir are left to the coder.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
`,
  },
  check(visit, context) {
    const demand = demandOf(visit);
    if (!demand) return;
    context.applies();
    const pump = visit.encounter.devices.findLast(device => device.in)?.in ?? visit.pump;
    if (!pump) {
      if (isStub(visit, 'pump')) stillEmpty(context, demand.at, '`pump:` is still to be filled in.');
      else
        missing(
          visit,
          context,
          { rule: this.id, demand },
          {
            keys: ['pump', 'device'],
            message: 'Write the model, serial number and reservoir of the pump under `pump:`.',
            fixes: [stubLine(visit, 'pump')],
          },
        );
      return;
    }
    const line = ownLine(visit, pump);
    const absent = [
      ...(pump.model ? [] : ['model']),
      ...(pump.serial || itemWith(line, 'sn') ? [] : ['serial number']),
      ...(pump.reservoir ? [] : ['reservoir volume']),
    ];
    if (absent.length) {
      const stub = absent.length === 1 && absent[0] === 'serial number' ? stubItems(visit, line, 'sn') : undefined;
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['pump', 'device'],
          message: `Write the ${list(absent)} of the pump in \`pump:\`.`,
          fixes: stub ? [stub] : [],
          evidence: [{ at: at(pump.block, pump.start, pump.end), text: `without ${list(absent, 'or')}` }],
        },
      );
    } else if (!pump.serial) stillEmpty(context, demand.at, 'The serial number of the pump is still to be filled in.');
  },
};

function demandOf(visit: Visit): Requirement | undefined {
  const line = lineWith(visit, code => (PUMP_CODES.has(code) && code !== '96521') || isImplantCode(code));
  return line ? byLine(line) : refill(visit);
}

/**
 * The line of this note that states the pump; undefined if the pump comes from an earlier note, which a fix never
 * touches.
 */
function ownLine(visit: Visit, pump: Pump): FieldLine | undefined {
  if (pump.block !== visit.encounter.block) return undefined;
  const uses = [...(visit.encounter.fields.get('pump') ?? []), ...(visit.encounter.fields.get('device') ?? [])];
  return uses.find(({ line }) => line.start <= pump.start && pump.start <= line.end)?.line;
}
