import type { Big } from 'big.js';
import type { Block, CodeLine, FieldLine, Span } from '../syntax/tree.js';
import type { Flag, Key, Service } from '../syntax/vocabulary.js';
import type { Unit } from '../fields/units.js';
import type { ParseProblem } from './parse-problem.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** A value that the note states, and where. */
export interface Fact<T> extends SourceRange {
  readonly value: T;
}

export type { Unit } from '../fields/units.js';

/**
 * An exact amount with its unit, as the note states it; rates of other periods are per day (`0.25 mg/hr` is 6 mg/day).
 */
export interface Quantity {
  readonly amount: Big;
  readonly unit: Unit;
}

export type Route = 'intrathecal' | 'epidural' | 'intraventricular' | 'intravenous' | 'intra-arterial';
export type PumpType = 'programmable' | 'constant-flow' | 'reservoir';
/** Devices of other code families: none is refilled with 95990, 95991, 96522 or 6236x. */
export type OtherDevice = 'port' | 'external' | 'neurostimulator';
export type PerformerClass = 'qhp' | 'staff' | 'unrecognized';

/** A value with its unit is stated as in the note: reservoir in mL, `eri` in months. */
export interface Pump extends SourceRange {
  readonly model: string;
  readonly serial?: Fact<string>;
  readonly reservoir?: Fact<Quantity>;
  readonly route?: Fact<Route>;
  readonly type?: Fact<PumpType>;
  /** A port, an external pump or a neurostimulator: `type` says how an implanted pump works. */
  readonly other?: Fact<OtherDevice>;
  readonly eri?: Fact<Quantity>;
  readonly implanted?: Fact<IsoDate>;
  /** The day by which the pump is to be replaced, if the note gives a date in place of months. */
  readonly replaceBy?: Fact<IsoDate>;
  /** The catheter that is with it, in the words of the note: `catheter Ascenda 8780`. */
  readonly catheter?: Fact<string>;
}

export interface Performer extends SourceRange {
  /**
   * The credential in its canonical spelling (`RN`, `PA-C`), or the first word of the item if it is none that the
   * language knows.
   */
  readonly credential: string;
  readonly class: PerformerClass;
  readonly initials: string;
}

/** `by:` */
export interface People extends SourceRange {
  /** Who filled, or with no fill, who read. */
  readonly main?: Performer;
  readonly read?: Performer;
  readonly prog?: Performer;
  /** Who placed the needle, if that is another person than who filled. */
  readonly needle?: Performer;
  /** A second person who checked or assisted. */
  readonly second?: Performer;
  /** A resident who performed under a teaching physician. */
  readonly resident?: Performer;
  readonly teaching?: Performer;
  readonly npi?: Fact<string>;
  readonly taxonomy?: Fact<string>;
}

export type SupervisionMode = 'in suite' | 'in building' | 'by phone' | 'virtual';

/** `sup:` */
export interface Supervision extends SourceRange {
  readonly supervisor?: Performer;
  /** What says that the supervisor was there for a part of the time: `in suite until noon`. */
  readonly partly?: Fact<string>;
  readonly modes: readonly Fact<SupervisionMode>[];
  readonly planBy?: Performer;
}

/**
 * `read:` (the pump before) or `after:` (the pump after). `volume` is the keyword of `after:`, `expected` that of
 * `read:`.
 */
export interface PumpStatus extends SourceRange {
  readonly expected?: Fact<Quantity>;
  readonly volume?: Fact<Quantity>;
  /** What was aspirated, if the line states it; `fill:` takes it from here. */
  readonly out?: Fact<Quantity>;
  readonly dose?: Fact<Quantity>;
  readonly alarms?: Fact<string>;
  readonly log?: Fact<string>;
  readonly battery?: Fact<string>;
  /** Months until the battery asks for replacement, as `ERI 38 mo`. */
  readonly eri?: Fact<Quantity>;
  /** The date of the low-reservoir alarm. */
  readonly alarmDate?: Fact<IsoDate>;
  /** The volume at which the pump raises the low-reservoir alarm. */
  readonly alarmVolume?: Fact<Quantity>;
  /** What the programmer prints of the catheter; it decides nothing. */
  readonly catheterVolume?: Fact<Quantity>;
  /** Boluses beside the dose, in the words of the note: how long a fill lasts is then not certain. */
  readonly bolus?: Fact<string>;
  /** Strengths of the drugs in the pump, as the programmer prints them. */
  readonly strengths?: readonly Fact<Quantity>[];
  /** Rates of the drugs of a mixture after the first, which the dose refers to. */
  readonly furtherDoses?: readonly Fact<Quantity>[];
}

/** `fill:` */
export interface Fill extends SourceRange {
  readonly out?: Fact<Quantity>;
  /** What `fill:` states, or what the drug lines place beside a `fill:` that leaves it out. */
  readonly in?: Fact<Quantity>;
  /** What the pump computed, if the line states it beside what came out; `read:` takes it from here. */
  readonly expected?: Fact<Quantity>;
  /** The reservoir was emptied on purpose and nothing was filled in. */
  readonly emptied?: Fact<true>;
  readonly needle?: Fact<string>;
  readonly template?: Fact<true>;
  readonly aseptic?: Fact<true>;
  readonly attempts?: Fact<number>;
  readonly reason?: Fact<string>;
}

export type ChangeKind = 'dose' | 'concentration' | 'mode' | 'bolus' | 'bridge';

/** One item of `prog:`. Quantities are given for dose and concentration; other kinds keep their words. */
export interface ProgramItem extends SourceRange {
  readonly kind: ChangeKind;
  readonly from?: Quantity;
  readonly to?: Quantity;
  /** Whether old and new differ: only then it is reprogramming. */
  readonly changes: boolean;
}

/** `prog:` */
export interface Program extends SourceRange {
  readonly none?: Fact<true>;
  readonly volumeOnly?: Fact<true>;
  readonly items: readonly ProgramItem[];
  /** `reprogrammed` or `changed` alone: a change whose values are not stated. */
  readonly unstated?: Fact<true>;
  /** The reservoir volume that was set. */
  readonly volume?: Fact<Quantity>;
  /** The low-reservoir alarm that was set: no change of the program. */
  readonly alarmDate?: Fact<IsoDate>;
  /** The volume at which the pump is set to raise the alarm. */
  readonly alarmVolume?: Fact<Quantity>;
  /** New rates of the drugs of a mixture after the first. */
  readonly furtherDoses?: readonly Fact<Quantity>[];
  readonly reason?: Fact<string>;
  /** What a later visit may change: nothing of it is programmed today. */
  readonly plan?: Fact<string>;
}

export interface DrugComponent extends SourceRange {
  /** As typed, `preservative-free morphine` or `Gablofen`. */
  readonly name: string;
  readonly strength?: Fact<Quantity>;
  /** What was given of it, if the line states a mass in place of a strength: `methotrexate 12 mg`. */
  readonly mass?: Fact<Quantity>;
}

export type DrugSource = 'commercial' | 'compounded';
export type DrugOwner = 'practice' | 'pharmacy' | 'patient' | 'hospital' | 'free';

/** `sdv 2 x 20 mL`: `count` containers of `size`; both are missing if the note only says the kind. */
export interface Container {
  readonly kind: 'sdv' | 'mdv';
  readonly count?: number;
  readonly size?: Quantity;
}

/** `drug:` */
export interface Drug extends SourceRange {
  readonly components: readonly DrugComponent[];
  /** The volume placed as the line states it; see `placedVolume` in the visit for the value left out. */
  readonly volume?: Fact<Quantity>;
  /** Strength of the vial that it was diluted from, if that is stronger than what was placed. */
  readonly from?: Fact<Quantity>;
  /** A single dose through a reservoir, a port or a needle: no fill. */
  readonly injected?: Fact<true>;
  readonly source?: Fact<DrugSource>;
  readonly owner?: Fact<DrugOwner>;
  readonly container?: Fact<Container>;
  readonly lot?: Fact<string>;
  /** Last day on which the drug may be used. */
  readonly expiry?: Fact<IsoDate>;
  readonly ndc?: Fact<string>;
  readonly prescription?: Fact<string>;
  readonly invoice?: Fact<string>;
  /** The whole of the first drug as the line states it beside strength and volume: `40 mL (80 mg)`. */
  readonly total?: Fact<Quantity>;
  /** In mL of the vial; a mass is converted by the vial's strength. */
  readonly waste?: Fact<Quantity>;
  readonly notGiven?: Fact<true>;
}

/** One diagnosis; its letter is what code lines point to. */
export interface Diagnosis extends SourceRange {
  /** Upper case with the dot after the third character, `G80.0`. */
  readonly code: string;
  /** Where the code itself is, without the words after it. */
  readonly codeSpan: Span;
  readonly words: string;
  /** `A` for the first; past `L` the letters run on, since the note may list too many. */
  readonly letter: string;
}

/** `next:` */
export interface NextVisit extends SourceRange {
  readonly date?: Fact<IsoDate>;
  readonly alarm?: Fact<IsoDate>;
  /** The volume at which the pump raises the alarm: `alarm 2027-01-17 at 2 mL`. */
  readonly alarmVolume?: Fact<Quantity>;
  /** `in 8 weeks`: no date is computed from it. */
  readonly interval?: Fact<string>;
}

export type StopStage = 'before-start' | 'after-start' | 'before-anesthesia' | 'after-anesthesia';

/** `stop:` */
export interface Stop extends SourceRange {
  readonly stage?: Fact<StopStage>;
  readonly inRoom?: Fact<true>;
  readonly anesthesiaPlanned?: Fact<true>;
  readonly elective?: Fact<true>;
  readonly reason?: Fact<string>;
}

/** Work on the pocket or the pump with no device going in or out. */
export type DeviceWork = 'pocket revised' | 're-fixed' | 'explored' | 'turned';

/** `device:` */
export interface Device extends SourceRange {
  /** Serial of what was taken out. */
  readonly out?: Fact<string>;
  /** What went in, with the pump items of the line. */
  readonly in?: Pump;
  /** The pump items of a line on which nothing went in: they tell of what was taken out. */
  readonly removed?: Pump;
  /** A catheter that went in, in the words of the note; `catheter:` takes it from here. */
  readonly catheterIn?: Fact<string>;
  readonly work: readonly Fact<DeviceWork>[];
}

/** `study:` a catheter or rotor study, with no fill and no read-out. */
export interface Study extends SourceRange {
  readonly sidePort?: Fact<true>;
  /** Contrast was injected, with its volume if it is stated. */
  readonly contrast?: Fact<Quantity | undefined>;
  /** The line says that none was injected. */
  readonly noContrast?: Fact<true>;
  readonly aspirated?: Fact<Quantity | undefined>;
  readonly rotor?: Fact<true>;
}

export type CatheterWork = 'kept' | 'new' | 'revised' | 'removed';

/** `catheter:` */
export interface Catheter extends SourceRange {
  readonly work: readonly Fact<CatheterWork>[];
  /** What was begun and given up: `removal attempted and abandoned`. It is none of {@link work}. */
  readonly abandoned: readonly Fact<CatheterWork>[];
  /** All that was revised is a connection: part of the implant if a device went in. */
  readonly isReconnected: boolean;
  /** One came out, and words about another catheter do not say what was done with it: `removed, a second one left`. */
  readonly isOpen: boolean;
  /** True for `laminectomy`, false for `no laminectomy`, undefined if the note does not say. */
  readonly laminectomy?: Fact<boolean>;
}

/** `imaging:` */
export interface Imaging extends SourceRange {
  readonly kind?: Fact<'none' | 'fluoro' | 'ultrasound'>;
  /** Imaging that is planned, or was on another day: it leaves open what was used. */
  readonly unsure?: Fact<string>;
}

/** `auth:` */
export interface Authorization extends SourceRange {
  readonly number?: Fact<string>;
  readonly codes: readonly Fact<string>[];
  readonly from?: Fact<IsoDate>;
  readonly through?: Fact<IsoDate>;
}

/** `ok:` waives every finding of one rule in its encounter. */
export interface Waiver extends SourceRange {
  readonly rule: Fact<string>;
  /** Undefined or blank: the waiver does not hold. */
  readonly reason?: Fact<string>;
  readonly initials?: Fact<string>;
}

/** A free-text value: the whole text of `exam:` and the like, or a line of narrative. */
export type TextFact = Fact<string>;

/** One billed line. */
export interface BilledCode extends SourceRange {
  readonly line: CodeLine;
  /** Upper case. Of a malformed line the code that it most likely means, if there is one reading. */
  readonly code: string;
  readonly codeSpan: Span;
  /** Upper case, in the order typed. */
  readonly modifiers: readonly Fact<string>[];
  /** 1 where the line has no `x`. */
  readonly units: number;
  readonly unitsFact?: Fact<number>;
  /** Letters as typed, upper case; empty if the line has no `@`. */
  readonly pointers: string;
  readonly pointersFact?: Fact<string>;
  readonly charge?: Fact<string>;
  readonly ndc?: Fact<string>;
  readonly text?: Fact<string>;
  /** Marked with `?`: checked alone, never counted. */
  readonly unsure: boolean;
  /** False for a code line gone wrong. */
  readonly valid: boolean;
}

export interface HeaderPlace extends SourceRange {
  /** As typed, without `@`. */
  readonly name: string;
  /** Place-of-service code; undefined if the word is not known. */
  readonly code: string | undefined;
}

/** A line of a field, with its value if any: what rules ask when they only need to know whether a key is there. */
export interface FieldUse extends SourceRange {
  readonly key: Key;
  readonly line: FieldLine;
  readonly empty: boolean;
}

/** An item that holds a fact which could not be read: what is beside it in its key is undecided. */
export interface UnreadItem extends SourceRange {
  readonly key: Key;
}

/** What one encounter says by itself: nothing inherited, nothing checked. */
export interface Encounter {
  readonly block: Block;
  readonly header: SourceRange;
  /** Undefined if the header's date cannot be read or does not exist. */
  readonly date: IsoDate | undefined;
  readonly datePlace: SourceRange;
  readonly services: readonly Fact<Service>[];
  readonly patient: Fact<string> | undefined;
  readonly place: HeaderPlace | undefined;
  /** Payers as typed, without `#`, lower case; the first is primary. */
  readonly payers: readonly Fact<string>[];
  readonly flags: readonly Fact<Flag>[];
  readonly bill: Fact<'pro' | 'facility'> | undefined;
  readonly fields: ReadonlyMap<Key, readonly FieldUse[]>;
  readonly pump: Pump | undefined;
  readonly by: People | undefined;
  readonly sup: Supervision | undefined;
  readonly prep: { readonly place: SourceRange; readonly items: readonly Fact<string>[] } | undefined;
  readonly read: PumpStatus | undefined;
  readonly fill: Fill | undefined;
  readonly prog: Program | undefined;
  readonly after: PumpStatus | undefined;
  readonly drugs: readonly Drug[];
  /** The lines of drugs that did not go into the pump: a local anesthetic, a flush, a drug by another way. */
  readonly drugsElsewhere: readonly Fact<string>[];
  readonly dx: readonly Diagnosis[];
  readonly exam: TextFact | undefined;
  readonly assess: TextFact | undefined;
  readonly em: TextFact | undefined;
  readonly response: TextFact | undefined;
  readonly observe: TextFact | undefined;
  readonly next: NextVisit | undefined;
  readonly stop: Stop | undefined;
  readonly devices: readonly Device[];
  readonly study: Study | undefined;
  readonly event: TextFact | undefined;
  readonly catheter: Catheter | undefined;
  readonly imaging: Imaging | undefined;
  readonly benefits: TextFact | undefined;
  readonly auths: readonly Authorization[];
  readonly queries: readonly TextFact[];
  readonly waivers: readonly Waiver[];
  /** All code lines, unsure and malformed ones too, in order. */
  readonly codes: readonly BilledCode[];
  /** Narrative, fenced and stray lines, each with its text. */
  readonly narrative: readonly TextFact[];
  /** Facts that a line states again with the same value. */
  readonly restated: readonly Fact<unknown>[];
  /** Items that gave no fact though they hold one; `unread-item` and `malformed-value` report them. */
  readonly unread: readonly UnreadItem[];
  /** What the text gets wrong in form; the rules of the group *The note's form* report it. */
  readonly problems: readonly ParseProblem[];
}

/** The lines before the first header. */
export interface Defaults {
  readonly block: Block;
  readonly mac: Fact<string> | undefined;
  readonly practice: Fact<string> | undefined;
  readonly payer: Fact<string> | undefined;
  readonly place: HeaderPlace | undefined;
  readonly by: People | undefined;
  readonly sup: Supervision | undefined;
  readonly problems: readonly ParseProblem[];
}
