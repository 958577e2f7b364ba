/** Upper case, with the dot after the third character: `g800` and `G80.0` are one code. */
export function spellDiagnosis(code: string): string {
  const bare = code.trim().replace('.', '').toUpperCase();
  return bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
}
