/**
 * How much each box of the paper form (CMS-1500, version 02/12) holds. The counts of lines, diagnoses, modifiers and
 * pointers are those of the electronic claim too (X222). The sizes of the other boxes are as the reference manual of
 * the form gives them; they are not checked against its text, and what is shown says so.
 */
export const BOXES = {
  /** Box 21, A to L. */
  diagnoses: 12,
  /** Service lines of box 24 on one form. */
  lines: 6,
  /** Box 24D, after the code. */
  modifiers: 4,
  /** Letters in box 24E. */
  pointers: 4,
  /** Digits of box 24F before the cents. */
  dollars: 6,
  /** Digits of box 24G. */
  units: 3,
  /** Characters of the shaded half of a line, 24A to 24G. */
  shaded: 61,
} as const;

export const BOX_SIZES_UNVERIFIED =
  'How many characters a box holds is as commonly printed for form 02/12, and not checked against the manual of the form.';
