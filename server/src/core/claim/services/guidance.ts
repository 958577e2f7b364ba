/** Imaging of a visit, as far as the note states it. */
import type { SourceRange } from '../../syntax/source-range.js';
import type { Visit } from '../../visit/visit.js';

const CT_WORDS = /\b(ct|computed tomography)\b/i;
const FLUORO_WORDS = /\b(fluoro\w*|x-?ray|c-?arm|contrast)\b/i;
const ULTRASOUND_WORDS = /\b(ultrasound|sono\w*|us)\b/i;

/** Ways to find the port without imaging, and words of imaging whose method is open. */
const TEMPLATE_WORDS = /\b(template|landmarks?|palpat\w+)\b/i;
const IMAGE_WORDS = /\b(imag(e|es|ed|ing)|picture\w*|scan\w*|saved|stored|report\w*|guided)\b/i;

/** The `imaging:` line as it was typed; empty without one. */
function textOf(place: SourceRange | undefined): string {
  return place ? place.block.text.slice(place.start, place.end) : '';
}

/**
 * Whether an injection was guided by fluoroscopy or CT; undefined if the note does not say. Ultrasound alone is not
 * what the codes with imaging include.
 */
export function isInjectionGuided(visit: Visit): boolean | undefined {
  const { imaging } = visit.encounter;
  if (imaging?.kind?.value === 'none') return false;
  if (imaging?.kind?.value === 'fluoro' || CT_WORDS.test(textOf(imaging))) return true;
  return imaging?.kind?.value === 'ultrasound' ? false : undefined;
}

/** Whether the imaging that the note states excludes a method of guidance. */
export function excludesMethod(visit: Visit, method: 'fluoro' | 'ultrasound'): boolean {
  const { imaging } = visit.encounter;
  const kind = imaging?.kind?.value;
  if (!imaging || kind === method) return false;
  if (kind === 'none') return true;
  if (kind === undefined && isWithoutImaging(textOf(imaging))) return true;
  // `x-ray of the pump, image saved` names a method, and it is the other one.
  if (kind === undefined && !(method === 'ultrasound' ? FLUORO_WORDS : ULTRASOUND_WORDS).test(textOf(imaging)))
    return false;
  return !(method === 'ultrasound' ? ULTRASOUND_WORDS : FLUORO_WORDS).test(textOf(imaging));
}

/** `template only`: how the port was found, and no word of imaging. */
function isWithoutImaging(line: string): boolean {
  const [, words = line] = /^\s*imaging:(.*)$/is.exec(line) ?? [];
  const isMethodNamed = [ULTRASOUND_WORDS, FLUORO_WORDS, CT_WORDS, IMAGE_WORDS].some(known => known.test(words));
  return TEMPLATE_WORDS.test(words) && !isMethodNamed;
}
