/** The contractors of Medicare and their jurisdictions, as notes name them. */
export const CONTRACTORS = [
  'CGS-J15',
  'FCSO-JN',
  'NGS-J6',
  'NGS-JK',
  'Noridian-JE',
  'Noridian-JF',
  'Novitas-JH',
  'Novitas-JL',
  'Palmetto-JJ',
  'Palmetto-JM',
  'WPS-J5',
  'WPS-J8',
];
