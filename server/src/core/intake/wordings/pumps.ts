/** A device as charts call it, and its name in a note. `$n` is a group of the match. */
export interface ModelWording {
  readonly says: string;
  readonly model: string;
}

/** Pumps and what is read beside them: the first match at a place counts. */
export const MODELS: readonly ModelWording[] = [
  {
    says: '(?:medtronic )?(?:synchromed|sync?hromed|sm) ?(?:ii|2|two\\b)[,;]?(?: (?:infusion |programmable |intrathecal |drug )*(?:pump|system))?[,;]?(?: ?\\(?(?:model|mod\\.?|type)(?: (?:no|number|#))?[.:]?)? ?\\(?(8637-?(?:20|40))\\)?',
    model: 'SynchroMed II $1',
  },
  {
    says: '(?:medtronic )?(?:synchromed|sm) ?(?:iii|3)[,;]?(?: (?:infusion |programmable |intrathecal |drug )*(?:pump|system))?[,;]?(?: ?\\(?(?:model|mod\\.?|type)(?: (?:no|number|#))?[.:]?)? ?\\(?(8667-?(?:20|40))\\)?',
    model: 'SynchroMed III $1',
  },
  { says: '(?:medtronic )?(?:synchromed|sm) ?(?:iii|3|three)\\b', model: 'SynchroMed III' },
  { says: '(?:medtronic )?(?:synchromed|sm) ?(?:ii|2|two)\\b', model: 'SynchroMed II' },
  { says: '(?:medtronic )?synchromed el\\b(?: ?(8626-\\d\\d|8627-\\d\\d))?', model: 'SynchroMed EL $1' },
  { says: '(?:medtronic )?synchromed\\b', model: 'SynchroMed' },
  { says: '\\b(8637-?(?:20|40))\\b', model: 'SynchroMed II $1' },
  { says: '\\b(8667-?(?:20|40))\\b', model: 'SynchroMed III $1' },
  { says: '(?:medtronic )?isomed\\b(?: (8472-\\d\\d))?', model: 'IsoMed $1' },
  { says: '(?:flowonix )?prometra ?(?:ii|2)\\b', model: 'Prometra II' },
  { says: '(?:flowonix )?prometra\\b', model: 'Prometra' },
  { says: '(?:intera )?intera ?3000\\b', model: 'Intera 3000' },
  { says: '(?:codman|depuy)(?: model)? ?3000\\b', model: 'Codman 3000' },
  { says: '(?:codman )?medstream\\b', model: 'MedStream' },
  { says: 'infusaid\\b(?: model)?(?: (400))?', model: 'Infusaid $1' },
  { says: 'ommaya(?: reservoir)?', model: 'Ommaya reservoir' },
];

/** Devices of other kinds. `kind` is the item that names it in `pump:`. */
export const NEIGHBORS: readonly { readonly says: string; readonly kind: string }[] = [
  {
    says: 'power ?port|port-?a-?cath|mediport|infuse-?a-?port|central venous (?:access )?port|implanted port|chest port|bardport|smart ?port',
    kind: 'port',
  },
  {
    says: '(?:spinal cord |deep brain |neuro|sacral |peripheral nerve |dorsal root ganglion |drg |vagus nerve )stimulator|\\bscs\\b|\\bdbs\\b|neurostimulat\\w+|\\bipg\\b|wavewriter|intellis|proclaim|senza|vanta\\b',
    kind: 'neurostimulator',
  },
  {
    says: '(?:cadd|curlin|ambulatory|portable|external|elastomeric)[- ](?:\\w+ )?(?:infusion )?pump|cadd\\b',
    kind: 'external',
  },
];

export const SERIAL =
  '(?:serial(?: (?:number|no\\.?|#))?|s\\/n|\\bsn|ser(?:\\. ?|ial )?(?:no\\.?|#)|\\bser\\b|serial#)[ .:#]*([a-z]{0,4}\\d?[a-z]{0,3}-?\\d[a-z0-9-]{3,}|n[gmn][a-z] \\d{5,7}(?: [a-z](?![\\w-]))?)';
/** Serial numbers that their shape tells without a label: those of SynchroMed and of Prometra. */
export const SERIAL_SHAPES = '(?<![\\w-])(n[gmhn][a-z]\\d{5,7}[a-z]?|\\dp\\d{7})(?![\\w-])';
/** Words before a serial number of the device that goes out or was there before. */
export const OLD_DEVICE =
  'old|explant\\w*|removed?|existing|previous|prior|failing|depleted|original|out\\b|outgoing|expired';
export const NEW_DEVICE = 'new|implants?|implanted|replacement (?:pump|device)|in\\b|incoming';
