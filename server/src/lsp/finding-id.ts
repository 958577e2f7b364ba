import type { Diagnostic } from 'vscode-languageserver';

/**
 * An id by which a client names a finding of a note. It depends on the rule, the place and the message, so a finding
 * that an edit moved or changed has another id: a fix is never offered for a text that is gone. Findings that agree in
 * all of these differ by the places of their evidence: of two drugs on one code line, each has its own. It contains no
 * text of the note.
 */
export function findingId({
  code,
  range,
  message,
  relatedInformation = [],
}: Pick<Diagnostic, 'code' | 'range' | 'message' | 'relatedInformation'>): string {
  const evidence = relatedInformation.map(({ location }) => location.range.start);
  return hash(JSON.stringify([code, range.start, message, evidence]));
}

/** 53 bits as hexadecimal digits, mixed as in MurmurHash (cyrb53). Fast, and not meant to keep anything secret. */
function hash(text: string): string {
  let a = 0xdeadbeef,
    b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
}
