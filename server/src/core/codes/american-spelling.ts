/** Queries in British spelling: every title and name is in American. */

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/haem/g, 'hem'],
  [/aem(?=i)/g, 'em'],
  [/oedem/g, 'edem'],
  [/oesoph/g, 'esoph'],
  [/p(?:ae)(?=d)/g, 'pe'],
  [/aesth/g, 'esth'],
  [/rrhoea/g, 'rrhea'],
  [/foet(?=al|us)/g, 'fet'],
  [/gynaec/g, 'gynec'],
  [/c(?:ae|oe)(?=c|sar|lia)/g, 'ce'],
  [/(tum|lab|col|od|behavi|harb|fav)our/g, '$1or'],
  [/lys(?=ed|es|ing\b)/g, 'lyz'],
  [/(organ|recogn|steril|catheter|immun|hospital|stabil|anesthet)is(?=e|ing)/g, '$1iz'],
  [/nell(?=ed|ing)/g, 'nel'],
  [/programme\b/g, 'program'],
  [/(fib|cent|lit)re\b/g, '$1er'],
  [/sulph/g, 'sulf'],
  [/leuc(?=o)/g, 'leuk'],
];

/** @returns the text in lower case where its spelling changes, else as it is */
export function inAmericanSpelling(text: string): string {
  const lower = text.toLowerCase();
  const american = SPELLINGS.reduce((words, [british, own]) => words.replace(british, own), lower);
  return american === lower ? text : american;
}
