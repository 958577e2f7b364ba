/**
 * Headings of charge sheets → what their column holds. One row of the table a role; adding a heading is adding words.
 */

export type ColumnRole =
  | 'date'
  | 'patient'
  | 'place'
  | 'payer'
  | 'by'
  | 'by-family'
  | 'by-given'
  | 'by-credential'
  | 'code'
  | 'modifiers'
  | 'units'
  | 'dx'
  | 'pointers'
  | 'ndc'
  | 'auth'
  | 'text'
  | 'status'
  | 'charge'
  /** About a person, and not even named in what was not read. */
  | 'personal'
  | 'ignored';

interface RolePattern {
  readonly role: ColumnRole;
  /** Of a heading in small letters, words parted by one blank, numbers left out. */
  readonly words: RegExp;
  /** Of two columns with the same single role the higher one counts. */
  readonly weight?: number;
}

/** Tried in order: the first that matches is the column's role. */
const ROLES: readonly RolePattern[] = [
  {
    role: 'pointers',
    words:
      /\b(?:ptrs?|pointers?|dxptr|dx (?:ref|link)|(?:diag|icd|dx|diagnosis) (?:ref|reference|link|letters?)|linked (?:dx|icd|diagnos[ie]s))\b/,
  },
  {
    role: 'ignored',
    words: /\bndc (?:qty|quantity|units?|uom|measure|desc\w*|qualifier)\b|\b(?:qty|quantity|units?|uom) ndc\b/,
  },
  { role: 'ndc', words: /\b(?:ndc|national drug code)\b/ },
  {
    role: 'ignored',
    words: /\bauth\w* (?:date|status|by|exp\w*|start|end|from|to|thru|through|visits?|units?|type|code|codes)\b/,
  },
  {
    role: 'auth',
    words:
      /\b(?:auth|authorization|authorisation|preauth|precert|pre cert|precertification|prior auth\w*|pa (?:no|num|number))\b/,
  },
  {
    role: 'charge',
    words:
      /\b(?:unit (?:price|cost|charge|fee)|charges?(?! (?:code|date))|amount|amt|fees?|price|cost|total|billed|balance|paid|payment|copay|allowed|invoice|revenue)\b/,
  },
  { role: 'modifiers', words: /\b(?:mods?|modifiers?|mdfrs?|modfrs?)\b/ },
  { role: 'units', words: /\b(?:units?|qty|quantity|count|uos|units of service)\b/ },
  {
    role: 'personal',
    words: /\b(?:dob|birth|born|bday|age|sex|gender|ssn|phone|cell|address|city|state|zip|email|race|marital)\b/,
  },
  { role: 'ignored', words: /\b(?:npi|tax id|ein|tin|taxonomy|license|dea)\b/ },
  {
    role: 'ignored',
    words:
      /\b(?:referring|referred|ordering|supervising|supervisor|billing provider|pcp|primary care|entered by|posted by|created by|scheduled|coder|biller)\b/,
  },
  { role: 'by-credential', words: /\b(?:cred|creds|credential|credentials|degree)\b/ },
  {
    role: 'by-family',
    words:
      /\b(?:provider|physician|performer|performing|rendering|clinician|nurse|doctor)(?: \w+)? (?:last|family|surname)\b|\b(?:last|family) name (?:of )?(?:provider|performer|clinician)\b/,
  },
  {
    role: 'by-given',
    words:
      /\b(?:provider|physician|performer|performing|rendering|clinician|nurse|doctor)(?: \w+)? (?:first|given)\b|\bfirst name (?:of )?(?:provider|performer|clinician)\b/,
  },
  { role: 'ignored', words: /\b(?:provider|physician|performer|rendering|clinician) (?:id|no|num|number|code)\b/ },
  {
    role: 'by',
    words:
      /\b(?:performed by|performing|performer|rendering|rendered by|servicing|service provider|refilled by|filled by|done by)\b/,
    weight: 3,
  },
  {
    role: 'ignored',
    words:
      /\b(?:payer|payor|insurance|ins|plan|policy|group|subscriber|member|insured|medicare|medicaid) (?:id|no|num|number|name of insured|phone|address|member|policy|group|type code)\b|\b(?:policy|group|subscriber|insured|guarantor|secondary|tertiary|2nd)\b/,
  },
  {
    role: 'payer',
    words:
      /\b(?:payer|payor|insurance|insurer|carrier|health plan|plan name|coverage|fin class|financial class|primary ins\w*|ins (?:co|company|name|plan)|ins|plan)\b/,
    weight: 2,
  },
  {
    role: 'by',
    words: /\b(?:provider|prov|physician|clinician|nurse|staff|seen by|practitioner|by|surgeon)\b/,
    weight: 2,
  },
  { role: 'by', words: /\b(?:attending|treating|doctor|md|dr|signed by)\b/, weight: 1 },
  {
    role: 'patient',
    words:
      /\b(?:mrn|chart|patient|pt|member|acct|account|med rec\w*|medical record|emr|ehr|person|client|last name|first name|surname|lname|fname|name|last|first|record (?:no|num|number|id)|enterprise id)\b/,
  },
  {
    role: 'ignored',
    words:
      /\b(?:date|dt) (?:to|thru|through|end|ending)\b|\b(?:service|svc|serv|dos) (?:to|thru|through|end)\b|\b(?:to|thru|through|end|discharge|post|posted|posting|entry|entered|created|printed|bill|billing|claim|paid|admit|admission|sign|signed|submit|submitted|onset|next|statement|print|received|close|closed|appt made) (?:date|dt|dos)\b/,
  },
  {
    role: 'date',
    words:
      /\b(?:dos|date of (?:service|svc|visit|procedure)|(?:service|svc|serv|visit|encounter|enc|procedure|proc|treatment|from|begin|start|line|tx) (?:date|dt|day)|date (?:from|service|svc)|from dos|dos from|(?:service|svc|serv) (?:from|start|begin)|from (?:service|svc))\b/,
    weight: 3,
  },
  {
    role: 'date',
    words: /^(?:date|day|visit day|service day|charge date|chg date|appt date|appointment date)$/,
    weight: 1,
  },
  {
    role: 'place',
    words: /\bpos\b|^(?:place of (?:service|svc)|place)(?: (?:code|cd))?$|^(?:pl of svc|service place)$/,
    weight: 3,
  },
  {
    role: 'place',
    words: /^(?:location|loc|service location|svc location|site|site of service|setting|facility|facility type|where)$/,
    weight: 1,
  },
  {
    role: 'ignored',
    words:
      /\b(?:dx|icd|diag|diags|diagnosis|diagnoses) (?:desc\w*|description|name|text|qualifier|version|type|poa|count)\b|\b(?:reason|chief complaint)\b/,
  },
  { role: 'dx', words: /\b(?:dx|dxs|icd|icds|icd cm|diag|diags|diagnosis|diagnoses)\b/ },
  {
    role: 'ignored',
    words:
      /\b(?:cpt|hcpcs|proc|procedure|code|service|visit) (?:type|category|qualifier|version|time|seq|sequence|set)\b|\b(?:rev code|revenue code|line (?:no|num|number)|drg|tos|type of service)\b/,
  },
  {
    role: 'text',
    words: /\b(?:descr?|description|drug|drug name|text|notes?|comments?|narrative|memo|remarks?|supplemental|item)\b/,
  },
  { role: 'code', words: /\b(?:cpt|cpts|hcpcs|hcpc)\b/, weight: 3 },
  {
    role: 'code',
    words: /^(?:proc|procs|procedure|procedures|px|proc code|procedure code|proc cd|proccode)$/,
    weight: 2,
  },
  {
    role: 'code',
    words: /^(?:code|codes|service|service code|svc code|svc|charge code|chg code|billing code|cdm)$/,
    weight: 1,
  },
  { role: 'status', words: /\b(?:status|void|voided|deleted|cancell?ed|reversal)\b/ },
];

export interface Heading {
  readonly role: ColumnRole;
  readonly weight: number;
  /** Numbers in the heading, in order: `proc_2_mod_1` has 2 and 1. */
  readonly numbers: readonly number[];
}

/** `HCPCS/Mod`: each cell holds a code and its modifiers. */
const CODE_WITH_MODIFIERS =
  /^\s*(?:cpt|hcpcs|proc(?:edure)?|code)[\w ]{0,8}(?:\/|\+|&|\band\b|\bw\/|\bwith\b|-) ?(?:mods?|modifiers?)\.?\s*$/i;

/** What a heading says of its column; undefined for words that say nothing. */
export function readHeading(text: string): Heading | undefined {
  if (CODE_WITH_MODIFIERS.test(text)) return { role: 'code', weight: 2, numbers: [] };
  const words = wordsOf(text);
  const plain = words.filter(word => !/^\d+$/.test(word)).join(' ');
  const pattern = ROLES.find(({ words }) => words.test(plain));
  if (!pattern) return undefined;
  return {
    role: pattern.role,
    weight: pattern.weight ?? 2,
    numbers: words.filter(word => /^\d{1,2}$/.test(word)).map(Number),
  };
}

/**
 * `DX1`, `ServiceDate`, `ICD-10 #2`, `Diag A` → words in small letters; the 10 of ICD-10 and the 4 of CPT-4 number no
 * column.
 */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/icd[-_ ]?(?:10|9)(?:[-_ ]?cm)?/g, 'icd ')
    .replace(/cpt[-_ ]?4(?!\d)/g, 'cpt ')
    .replace(/^m(?=[-_ ]?[1-4]$)/, 'mod ')
    .replace(/\b(1st|first)(?= (?:dx|diag|icd|mod))/g, '1')
    .replace(/\b(primary|principal|prim)[ _-](?=dx|diag|icd)/g, '1 ')
    .replace(/\b(secondary|sec)[ _-](?=dx|diag|icd)/g, '2 ')
    .replace(
      /\b(dx|diag|diagnosis|icd)[ _-]([a-l])$/,
      (_, word: string, letter: string) => `${word} ${letter.charCodeAt(0) - 96}`,
    )
    .replace(/(\d+)/g, ' $1 ')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
