/**
 * What the words under a heading are about.
 * - `aside`: not this visit's work on the pump (history, family, lists of other drugs, instructions): nothing is taken
 * from it.
 * - `evaluation`: a separate evaluation beside the pump work.
 * - others: which text field a sentence of it belongs to, or none.
 */
export type SectionKind =
  | 'aside'
  | 'evaluation'
  | 'indication'
  | 'subjective'
  | 'exam'
  | 'assessment'
  | 'plan'
  | 'observation'
  | 'work';

export type Phase = 'before' | 'after';

export interface SectionWording {
  readonly kind: SectionKind;
  /** Headings and labels, in lower case, as a pattern for the whole of it. */
  readonly heading: string;
}

/** The first that matches counts. */
export const SECTIONS: readonly SectionWording[] = [
  { kind: 'aside', heading: '.*\\bfamily (?:medical )?history.*|fhx?|fam hx' },
  {
    kind: 'aside',
    heading:
      '(?:past|prior|previous|pain|surgical|medical|social|interval pump|pump) (?:\\w+ )?(?:history|hx)(?: \\w+)?',
  },
  {
    kind: 'aside',
    heading: 'pmhx?|psh|pshx|shx?|social(?: history)?|past history|surgical history|habits|implant history',
  },
  {
    kind: 'aside',
    heading:
      '(?:(?:current |home |other |oral |outpatient |active |discharge )+(?:medications?|meds|drugs)|medications|meds)(?: \\w+){0,3}?(?: list)?(?: (?:reviewed|reconciliation|on file|at home|reconciled))?',
  },
  {
    kind: 'aside',
    heading:
      '(?:medications?|meds) (?:during|given|administered|list|on|at|reconciliation|taken|prior).*|prescriptions?(?: sent| given)?|sedation(?: record)?|anesthesia(?: record)?',
  },
  { kind: 'aside', heading: '(?:active |chronic |all |other )problems?(?: list)?|problem list(?: \\w+)?' },
  { kind: 'aside', heading: 'ros|review of systems|systems review' },
  {
    kind: 'aside',
    heading:
      '.*\\b(?:instructions?|education|teaching|precautions|leaflet|handout|discharge sheet|advice(?: given)?)\\b.*',
  },
  {
    kind: 'aside',
    heading: 'risks?(?: \\w+)*|risks,? benefits.*|policy|disclaimer|department policy|standing orders?',
  },
  {
    kind: 'aside',
    heading: 'counts|implant log|sponge.*|specimens?|drains?|ebl|estimated blood loss|fluids|urine output',
  },
  {
    kind: 'aside',
    heading:
      'urine drug (?:screen|test).*|uds|prescription monitoring.*|pdmp|opioid risk.*|labs?|laboratory|immunizations?|vaccin\\w+',
  },
  {
    kind: 'aside',
    heading:
      '(?:previous|prior|last|earlier) (?:visits?|refills?|fills?|sessions?|encounters?|notes?)(?: \\w+)*|refill history|fill history|dose history|titration history|trends?',
  },
  { kind: 'aside', heading: 'allergy list|emergency contacts?|demographics|quality measures|time|messages?' },
  {
    kind: 'evaluation',
    heading:
      '.*\\bseparate(?:ly identifiable)? (?:evaluation|problem|e/?m|visit|issue).*|e/?m(?: \\w+)*|evaluation and management.*|(?:additional|other|new|second|unrelated) (?:problem|complaint|issue|concern)s?(?: .*)?',
  },
  {
    kind: 'indication',
    heading:
      'indications?(?: for \\w+)*|why(?: \\w+){0,3}|reason for (?:visit|procedure|surgery|trial)|history|hx|hpi|history of present illness|clinical (?:history|summary)|background',
  },
  { kind: 'subjective', heading: 's|subj|subjective|patient reports?|interval history|symptoms|interval|cc' },
  {
    kind: 'exam',
    heading:
      'pe|exam(?:ination)?|physical(?: exam(?:ination)?)?|(?:operative |intraoperative )?findings|(?:pump )?site(?: assessment)?|pocket|o|obj|objective',
  },
  {
    kind: 'assessment',
    heading:
      'a|assess(?:ment)?|impression|imp|conclusion|summary|a ?[/&] ?p|assessment ?(?:[/&]|and) ?plan|impression ?(?:[/&]|and) ?plan',
  },
  { kind: 'plan', heading: 'p|plan|plan of care|recommendations?|disposition and plan' },
  {
    kind: 'observation',
    heading:
      'recovery(?: \\w+)?|pacu(?: \\w+)?|disposition|post[- ]?procedure(?: (?:course|condition|status|observation))?|tolerance|aftercare|after care|condition(?: (?:at|on) discharge)?|post[- ]?op(?:erative)? (?:course|condition)|monitoring|observation',
  },
];

/** Headings, labels and column titles that tell whether the pump is described before or after the work of the visit. */
export const BEFORE =
  '\\b(?:before|b4|pre|prior|old|on arrival|arrival|initial|start(?:ing)?|previous|incoming|pre-?(?:fill|refill|session|procedure)|at start)\\b';
export const AFTER =
  '\\b(?:tele p|repeat (?:interrogation|telemetry|analysis)|afterwards?|after(?! (?:[a-z]+ ){0,2}?(?:mri|surgery|implant|discharge|weekend|fall|illness|cold|trial|consent|prep|local|informed|time|review))|post|new|final|updated?|re-?check(?:ed)?|on departure|departure|(?:on|upon|at) leaving|at discharge|ending|end|outgoing|now|post-?(?:fill|refill|session|procedure|op)|re-?interrogat(?:ed|ion)|at (?:the )?end|at close)\\b';

/** Titles of a column that holds who wrote a row down and when: never a value. */
export const CLERICAL_COLUMN = '(?:taken|entered|recorded|documented|charted) by|time|initials|user|staff|by|comments?';

/**
 * Parts of a label that forms join with a slash, each with a value of its own: `Lot/Exp`, `Residual expected/actual`.
 */
export const JOINED_LABEL =
  '(?:lot|batch|exp(?:\\.|iration|iry|ires|ected)?|bud|rx|ndc)(?: ?(?:no\\.?|number|#|date))?|actual|act|predicted|calculated|calc|measured|obtained|programmer|computed|erv|arv|in|out|removed|withdrawn|aspirated|returned|filled|refilled|instilled|injected|added|wasted?|before|after|pre|post|old|new|previous|current|model|serial|s\\/?n';
