import { CREDENTIAL_WORDS } from '../encounter/credentials.js';

const plain = CREDENTIAL_WORDS.filter(word => word !== 'TECH')
  .sort((a, b) => b.length - a.length)
  .join('|');

/** A credential in capitals, with or without points, as a pattern: `RN`, `M.D.`, `FNP-BC`, `APRN-CNP`. */
export const CREDENTIAL = `(?:M\\.D\\.|D\\.O\\.|P\\.A\\.(?:-C)?|R\\.N\\.|N\\.P\\.|(?:${plain})(?:-[A-Z]{1,4})?)`;
