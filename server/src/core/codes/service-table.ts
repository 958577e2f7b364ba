/**
 * The one table of pump services and surgery: what each code is for, what it contains, and which facts lead to it.
 * Other modules ask here and name no code. Source and doubt of each row are in the data file.
 */
import type { IsoDate } from '../syntax/iso-day.js';
import table from '../../../data/pump-services.json';
import type { PumpType } from '../encounter/model.js';

/**
 * Where a pump delivers. Intrathecal and epidural are `spinal`, a ventricle is `brain`, a vein or an artery is
 * `systemic`.
 */
export type Space = 'spinal' | 'brain' | 'systemic';

/** Which vessel a systemic pump feeds: their surgery has codes of its own. */
export type Vessel = 'vein' | 'artery';

/** Every kind of device that a note can name; the last three belong to other code families. */
export type DeviceKind = PumpType | 'port' | 'external' | 'neurostimulator';

/** Who must have filled for a code that splits by performer. */
export type PerformerLevel = 'staff' | 'qhp';

/** What a code of the pump services means. */
export interface PumpCode {
  readonly code: string;
  readonly fill: boolean;
  readonly analysis: boolean;
  readonly change: boolean;
  /** Absent if the code does not split by performer. */
  readonly level?: PerformerLevel;
  /** The role of `by:` whose work the code bills. */
  readonly doneBy: 'read' | 'prog' | 'fill';
  /** Where the pumps deliver that it is for; absent: anywhere. */
  readonly spaces?: readonly Space[];
  /** The only device that it is for; absent: implanted pumps and reservoirs. */
  readonly device?: 'external';
  /** A visit beside it is an NCCI edit, not a policy. */
  readonly hardVisitEdit?: boolean;
  /** What it is, for messages: `95990 is …`. */
  readonly means: string;
  /** What it is for: `96522 is for …`. */
  readonly takes: string;
}

/** What part of the surgery a code is for. A visit has at most one code of each. */
export type SurgerySlot = 'device' | 'catheter' | 'revision' | 'device removal' | 'catheter removal';

export interface SurgeryCode {
  readonly code: string;
  readonly part: SurgerySlot;
  readonly space: Space;
  readonly vessel?: Vessel;
  /** What is inside the code and not billed beside it. */
  readonly contains?: readonly string[];
  /** Global days, if the fee schedule rows do not have the code. */
  readonly globalDays?: number;
  /** The days on which Medicare's list for surgery centers excluded it. */
  readonly notInAsc?: { readonly from: IsoDate; readonly to: IsoDate };
  /** It is for ports as well. */
  readonly ports?: boolean;
  /** An unlisted code: it is used for other work as well. */
  readonly unlisted?: boolean;
  /** Id of the caveat on the row. */
  readonly unverified?: string;
  /** What it is, for messages. */
  readonly means: string;
}

/** A spinal injection, with its twin that has the other answer on imaging. */
export interface InjectionCode {
  readonly code: string;
  readonly level: 'neck or chest' | 'lumbar or sacral';
  readonly access: 'needle' | 'catheter';
  readonly guided: boolean;
  readonly twin: string;
}

/** Imaging that guides a needle. */
export interface GuidanceCode {
  readonly code: string;
  readonly method: 'fluoro' | 'ultrasound';
  readonly means: string;
}

/** A device that is billed as such: C-codes by a facility, E-codes by a supplier. */
export interface DeviceCode {
  readonly code: string;
  readonly payment: 'facility' | 'supplier';
  readonly devices: readonly ('programmable' | 'constant-flow' | 'temporary')[];
  readonly holds: readonly ('pump' | 'catheter')[];
  readonly means: string;
}

/**
 * A row of the decision table; what is absent may be anything. `fixed`: an implanted device that cannot be programmed.
 */
export interface DecisionRow {
  readonly space?: Space;
  readonly device?: DeviceKind | 'fixed';
  readonly fill?: boolean;
  readonly analysis?: boolean;
  readonly change?: boolean;
  /** The code for each performer; absent: none. */
  readonly staff?: string;
  readonly qhp?: string;
  readonly doubt?: Doubt;
  readonly sources: readonly string[];
}

/** Why a row of the decision table is less than certain. */
export type Doubt = keyof typeof table.doubts;

/** A row of the surgery decisions; what is absent may be anything. */
export interface SurgeryRow {
  readonly space: Space;
  readonly vessel?: Vessel;
  readonly device?: PumpType;
  readonly part: 'device' | 'catheter';
  /** `in` includes a catheter that was placed or revised, if no row tells the two apart. */
  readonly event: 'in' | 'out' | 'worked on' | 'new' | 'revised';
  /** Something else went out. */
  readonly replaces?: boolean;
  readonly laminectomy?: boolean;
  /** Whether a new system went in through the access of the old one. */
  readonly access?: Access;
  readonly code: string;
  /** Codes that are billed beside it. */
  readonly with?: readonly string[];
  /** Codes that the same facts may be billed with instead. */
  readonly or?: readonly string[];
  /** Codes that are billed beside one of {@link or}. */
  readonly orWith?: readonly string[];
}

/** How a venous system that replaces another went in: through its access, or through another one. */
export type Access = 'same' | 'other';

export type GroupId =
  | 'infusion-start'
  | 'reservoir-injection'
  | 'study'
  | 'study-imaging'
  | 'puncture'
  | 'staff-visit'
  | 'port-flush'
  | 'hospital-visit'
  | 'port-implant'
  | 'drug-implant'
  | 'belly-catheter'
  | 'neurostimulator'
  | 'neurostimulator-device'
  | 'neurostimulator-surgery'
  | 'neurostimulator-check'
  | 'neurostimulator-programming'
  | 'neurostimulator-implant'
  | 'neurostimulator-removal';

interface Group {
  readonly id: GroupId;
  readonly means: string;
  readonly codes: readonly string[];
  readonly ranges?: readonly (readonly [string, string])[];
}

interface ServiceTable {
  readonly services: readonly PumpCode[];
  readonly surgery: readonly SurgeryCode[];
  readonly injections: readonly InjectionCode[];
  readonly guidance: readonly GuidanceCode[];
  readonly devices: readonly DeviceCode[];
  readonly groups: readonly Group[];
  readonly decisions: readonly DecisionRow[];
  readonly doubts: Readonly<Record<Doubt, string>>;
  readonly surgeryDecisions: readonly SurgeryRow[];
}

/** The compiler sees literals of the file; its schema, checked at build, is what makes the shape true. */
const TABLE = table as unknown as ServiceTable;

export const { decisions: DECISIONS, surgeryDecisions: SURGERY_DECISIONS, doubts: DOUBTS } = TABLE;

export const PUMP_CODES = byCode(TABLE.services);
export const SURGERY_CODES = byCode(TABLE.surgery);
export const INJECTION_CODES = byCode(TABLE.injections);
export const GUIDANCE_CODES = byCode(TABLE.guidance);
export const DEVICE_CODES = byCode(TABLE.devices);

const GROUPS: ReadonlyMap<GroupId, Group> = new Map(TABLE.groups.map(group => [group.id, group]));

function byCode<Row extends { readonly code: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map(row => [row.code, row]));
}

/** Whether a code belongs to a group of the table, by name or by range. */
export function isOfGroup(group: GroupId, code: string): boolean {
  const { codes, ranges = [] } = GROUPS.get(group)!;
  return codes.includes(code) || (code.length === 5 && ranges.some(([first, last]) => first <= code && code <= last));
}

/** The codes of a group that are named one by one. */
export function codesOfGroup(group: GroupId): readonly string[] {
  return GROUPS.get(group)!.codes;
}

/** What the codes of a group are, for messages. */
export function meaningOfGroup(group: GroupId): string {
  return GROUPS.get(group)!.means;
}

/** Whether the table names a code in one of its groups, which the code sets need not hold. */
export function isNamedInGroup(code: string): boolean {
  return NAMED_IN_GROUPS.has(code);
}

const NAMED_IN_GROUPS: ReadonlySet<string> = new Set(TABLE.groups.flatMap(({ codes }) => codes));

/** A code of the pump services, surgery, injections or devices, regardless of what the table says of it. */
export function isOfTable(code: string): boolean {
  return PUMP_CODES.has(code) || SURGERY_CODES.has(code) || INJECTION_CODES.has(code);
}
