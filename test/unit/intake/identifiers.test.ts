// Who the patient is, anywhere in a chart: neither the result nor the note may show it.
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { maskIdentifiers } from '../../../server/src/core/intake/mask';
import { readChartText } from '../../../server/src/core/intake/read-chart';
import { toNote } from '../../../server/src/core/intake/to-note';

const codes = createCodeSets();
const VISIT = `Date of visit: 11/20/2026
SynchroMed II 8637-40, serial NGP7701441, expected 6.2 mL, 480 mcg/day, no alarms.
Aspirated 6.0 mL, filled with 40 mL baclofen 2000 mcg/mL, lot G4412, exp 06/2027, Rx # 772210.
Site clean. Performed by Kara Lindqvist, RN.
`;
/** What stays readable. */
const KEPT = ['NGP7701441', 'lot G4412', 'out 6.0 mL', 'in 40 mL', 'RN KL', 'rx 772210', '2026-11-20'];

type Case = readonly [line: string, ...secrets: string[]];

/** At the top of a chart only its place and what is beside it tells that it is a name. */
const AT_TOP: readonly Case[] = [
  ['Marwick Zelphine | F | 04.04.1962 | 7741082', 'Marwick', 'Zelphine', '7741082'],
  ['Marwick, Z. 11/20/26 refill', 'Marwick'],
  ['Zelphine Marwick  /  8820-ESP  /  b. 02-14-1973', 'Zelphine', 'Marwick', '8820-ESP', '02-14-1973'],
  ['Zamora, Ambrose   PT8812   8/23/1957   Medicaid', 'Zamora', 'Ambrose', 'PT8812', '8/23/1957'],
  ['LOG\tZamora, Ambrose\tPT8812\t8/23/1957', 'Zamora', 'Ambrose', 'PT8812', '8/23/1957'],
  ['| Zamora, Ambrose | 90-1121-88 | 2/14/1970 |', 'Zamora', 'Ambrose', '90-1121-88', '2/14/1970'],
  ['8/19/26 1100 Zamora A. #20881', 'Zamora', '20881'],
  ['Ambrose Zamora  4/4/1950', 'Ambrose', 'Zamora', '4/4/1950'],
  ['Ambrose Zamora (4471-20)', 'Ambrose', 'Zamora', '4471-20'],
  // A child's birth date lies near the visit.
  ['Zamora, Ines   MRN 44-1009   2019-04-02', 'Zamora', '44-1009', '2019-04-02'],
];

const ANYWHERE: readonly Case[] = [
  ['Export user:    jzelphine', 'zelphine'],
  ['User ID: zmarwick2', 'zmarwick2'],
  ['Name/DOB: Zelphine Marwick 04/04/1962', 'Zelphine', 'Marwick', '04/04/1962'],
  ['Patient Name.......: Zelphine Q. Marwick', 'Zelphine', 'Marwick'],
  ['64 yo F, Zelphine Marwick, here for refill.', 'Zelphine', 'Marwick'],
  ['Dear Dr. Voss, thank you for referring Zelphine Marwick.', 'Zelphine', 'Marwick'],
  ['PATIENT ZELPHINE MARWICK ROOM 4', 'ZELPHINE', 'MARWICK'],
  ['Patient\nZelphine Marwick\nMRN\n7741082', 'Zelphine', 'Marwick', '7741082'],
  ['MRN:7741082|NAME:MARWICK^ZELPHINE|SEX:F', '7741082', 'MARWICK', 'ZELPHINE'],
  ['Patient (Zelphine Marwick) was identified by two identifiers.', 'Zelphine', 'Marwick'],
  ['Identity confirmed: Zelphine Marwick, 04/04/1962.', 'Zelphine', 'Marwick'],
  ['Zelphine M. Marwick\n4410 Thistledown Ln\nAldermere, OH 44109', 'Zelphine', 'Marwick', 'Thistledown'],
  ['SSN xxx-xx-6789, DL OH-RT441098', 'RT441098'],
  ['Encounter 5500-2231-77', '5500-2231-77'],
  ['Room 12 Bed B  Hosp# H00771244', 'H00771244'],
  ['Regarding: Marwick, Zelphine (Our ref 77/4410)', 'Marwick', '77/4410'],
  ['ID ZGP 118 842 901', '118 842 901'],
  ['BD: 06/11/52   Employer: Tarn Quarry', '06/11/52', 'Tarn', 'Quarry'],
  ['Subject: Ulyssa Fernwhistle       Subject No: PX-0291-UF', 'Ulyssa', 'Fernwhistle'],
  ['Zamora, Ambrose   MRN 0091-8827   born June 3, 1948', 'Zamora', '0091-8827', 'June 3, 1948'],
  ['Patient ID KX-227710  ZAMORA', 'ZAMORA', '227710'],
  ['RE: Ambrose Zamora   File LW-44120   phone 555-0101', 'Zamora', 'LW-44120', '555-0101'],
  ['Accession: A2026-88213   Specimen ID 4471-X9', 'A2026-88213', '4471-X9'],
  ['Medicare (ID XQR902114455)', 'XQR902114455'],
  ['Member ID A1B2C3D44E', 'A1B2C3D44E'],
  ['Patient name: Valentina Okonkwo-Reyes\nPatient signature: V. Okonkwo-Reyes', 'Okonkwo-Reyes', 'Valentina'],
  ['Pt: Rosamund Quillian, DOB 11/21/1966, 22 Harbor Street.', 'Quillian', '11/21/1966', '22 Harbor'],
  ['His wife Marguerite came along. Mr. Pemberley is well.', 'Marguerite', 'Pemberley'],
  ['Cigna Open Access Plus, subscriber U77 310 442', 'U77 310 442'],
  ['Member ID: W 2290 41 7', '2290 41 7'],
  ['Policy no. 88 4471 B2', '88 4471 B2'],
  ['Group # 4471 0098', '4471 0098'],
  ['Account 66 001 8827', '66 001 8827'],
  ['Insurance no. A1B 22C 310', 'A1B 22C 310'],
  ['Medicare 1EG4 TE5 MK73', '1EG4 TE5 MK73'],
  ['Covered by Part B, 1EG4-TE5-MK73', '1EG4-TE5-MK73'],
  ['SSN 330-41-9982   e-mail a.zamora@mail.example', '330-41-9982', 'a.zamora'],
];

/** Names that no label with a colon announces, and every later mention of each part. */
const IN_TEXT: readonly Case[] = [
  [
    'Patient Harold Vintner seen for pump refill.\nResponse: Harold reports tone ok\nAssessment: Vintner at goal',
    'Harold',
    'Vintner',
  ],
  ['Pt Harold Vintner here for refill\nHAROLD ok, vintner at goal', 'Harold', 'Vintner'],
  ['The patient, Harold Vintner, is here.\nHarold is well.', 'Harold', 'Vintner'],
  ['11/20/2026 Harold Vintner was seen\nVintner is well.', 'Harold', 'Vintner'],
  ['Patient Xochitl Ramirez-Ortega seen.\nRamirez is well. Ortega agrees.', 'Xochitl', 'Ramirez', 'Ortega'],
  ["Refilled for Baptiste Moreau's spasms.\nMoreau is well.", 'Baptiste', 'Moreau'],
  ['A/P: F. Okoro goals met', 'Okoro'],
  ['Patient name: Ng, An\nNg observed. An doing well.', 'Ng observed', 'An doing'],
  ['PATIENT NAME: NG, AN\nNg observed.', 'NG, AN', 'Ng observed'],
  ['Patient: Wu, Li\nWu is well. Li agrees.', 'Wu is', 'Li agrees'],
  ['Patient: Pieter van der Tangle\nvan der Tangle is well.', 'van der', 'Tangle', 'Pieter'],
  [
    'Patient: N\u00fa\u00f1ez, Jos\u00e9\nJOSE NUNEZ is well. Jose\u0301 agrees.',
    'Jose',
    'Nunez',
    'N\u00fa\u00f1ez',
    'Jos\u00e9',
  ],
  ["Patient: Mara O'Dell-Finch\nO\u2019Dell is well. Finch agrees.", "O'Dell", 'O\u2019Dell', 'Finch'],
  ['Patient: Mara Quillian, goes by "Bunny".\nBunny is well.', 'Bunny'],
  [
    'Her aide Marisol, wife Greta, son Peter and next of kin Ilse Grum came.\nIlse asks.',
    'Marisol',
    'Greta',
    'Peter',
    'Ilse',
    'Grum',
  ],
  ['1. SMITHERS, Lionel / 1002931 / BCBS', 'SMITHERS', 'Lionel', '1002931'],
  ['hosp no. TH/30928', '30928'],
  ['Subject: LINDENHALL/GRETA', 'LINDENHALL', 'GRETA'],
  ['PAT: OYELARAN-WICK, HAROLD J | 68 y/o M', 'OYELARAN', 'WICK', 'HAROLD'],
  ['41 Weaver Row, Suite 3, Peoria IL', '41 Weaver', 'Suite 3', 'Peoria'],
  ['Lives in Apt 2B.', 'Apt 2B'],
];

function expectMasked(source: string, secrets: readonly string[]): void {
  const result = readChartText(source, codes);
  const note = toNote(result, source);
  for (const secret of secrets)
    for (const output of [JSON.stringify(result), note])
      expect(output.toLowerCase(), secret).not.toContain(secret.toLowerCase());
  for (const kept of KEPT) expect(note).toContain(kept);
}

describe('what identifies the patient', () => {
  it('is found in a text without capitals', () => {
    const source = `amalia rosencrantz, mrn 2209-771, dob 3-3-1961\n${VISIT.toLowerCase()}`;
    const result = readChartText(source, codes);
    const note = toNote(result, source);
    for (const secret of ['amalia', 'rosencrantz', '2209-771', '3-3-1961'])
      for (const output of [JSON.stringify(result), note]) expect(output).not.toContain(secret);
    expect(note).toContain('by: RN KL');
  });

  it.each([...AT_TOP, ...ANYWHERE])('%s, at the top', (line, ...secrets) => {
    expectMasked(`${line}\n${VISIT}`, secrets);
    expectMasked(`PUMP CLINIC\n\n${line.toUpperCase()}\n${VISIT}`, secrets);
  });

  it.each(IN_TEXT)('%s, in running text', (text, ...secrets) => {
    expectMasked(`${text}\n${VISIT}`, secrets);
    expectMasked(`${VISIT}${text}\n`, secrets);
  });

  it.each([
    'Patient Education Provided. Patient Tolerated Procedure Well. IV. V. SITE OK. ON FILE.',
    'Patient: in for refill. No alarm at 3 ng/mL. An alarm is off.',
    'Subject: Question about the dose\nRow 3, appt 9/12, unit no. 4',
  ])('is not in ordinary words: %s', text => {
    expect(maskIdentifiers(text)).toBe(text);
  });

  it('keeps the initials of staff', () => {
    const text = 'Patient: Wu, Li. Kara Lindqvist, RN filled. Kara called. Routed to Dr. Reyes.';
    expect(maskIdentifiers(text)).toMatch(/KL, RN filled\. K called\. Routed to D?R\./);
  });

  it('takes no end of a name for the label of a number', () => {
    expect(maskIdentifiers('SURGEON: Adrian Voss, M.D.\nPump refill 3/3/2026')).toMatch(/^SURGEON: AV, M\.D\./);
  });

  it.each([...ANYWHERE])('%s, below', (line, ...secrets) => {
    expectMasked(`${VISIT}${line}\n`, secrets);
    expectMasked(VISIT.replace('Aspirated', `${line}\nAspirated`), secrets);
  });

  it.each<Case>([
    // Names that are words of charts too.
    ['Patient: Cross, June', 'Cross', 'June'],
    ['Patient Name: May, April L.', 'April'],
    ['Mr Cross tolerated the procedure well.', 'Cross'],
    ['Patient: Young, Will', 'Young', 'Will'],
    ['Name: Nurse, Archie', 'Archie'],
    // One name in prose.
    ['Ophelia is doing well today.', 'Ophelia'],
    ['Ophelia reports fewer spasms.', 'Ophelia'],
    ['Whitcombe to follow up.', 'Whitcombe'],
    ['This 66 year old woman, Beatrix Fairchild, presents for refill.', 'Beatrix', 'Fairchild'],
    ['Beatrix "Trixie" Fairchild seen today', 'Beatrix', 'Trixie', 'Fairchild'],
    ['fairchild, beatrix 66F here for refill', 'fairchild', 'beatrix'],
    ['TEMPLETON | 66 | F | 3/4/1960', 'TEMPLETON', '3/4/1960'],
    // Staff without a credential.
    ['Per Whitcombe, refill early.', 'Whitcombe'],
    ['Refill by Okonkwo.', 'Okonkwo'],
    ['RN Marchbanks filled the pump.', 'Marchbanks'],
    ['Referring: Barnaby Quick', 'Barnaby'],
    ['Call to Rosalind at 555-0199.', 'Rosalind', '555-0199'],
    ['T BRANNIGAN RN / DR ELOWEN PASK MD IN OFFICE', 'BRANNIGAN', 'ELOWEN', 'PASK'],
    ['Operator: LPN, Cleo Marchbanks', 'Cleo', 'Marchbanks'],
    ['Patlent: 0strander, Vivi   D0B: 12/l2/1949', 'strander', 'Vivi', '12/l2/1949'],
  ])('%s, in every output', (line, ...secrets) => {
    for (const text of [`${line}\n${VISIT}`, `${VISIT}${line}\n`]) {
      const result = readChartText(text, codes);
      const printed = `${JSON.stringify(result)}\n${toNote(result, text)}`;
      for (const secret of secrets) expect(printed).not.toContain(secret);
    }
  });

  it.each<Case>([
    // What no label and no place tells to be of a person: words that charts do not use, and long numbers.
    ['cc: Thistlebrook Family Practice', 'Thistlebrook'],
    ['Gave report to Quennell on the ward.', 'Quennell'],
    ['Vantongeren still has clonus; wants Hobb along.', 'Vantongeren', 'Hobb'],
    ['RP/kjd   T: 11/06/2026 08:15   Job 0091822', '0091822'],
    ['Veteran (D4417)   SC 70%', 'D4417'],
    ['MRN: 88 41 007', '88 41 007'],
    ['her number is three three oh nine one seven', 'three three oh nine one seven'],
    ['Badge 2026-118804, locker 44120', '2026-118804', '44120'],
    ['L. Oddsworth, LPN / ext 4417', '4417', 'Oddsworth'],
    ['Nurse: Barnaby Tuke, RN (badge 7712), pager 300', '7712', '300', 'Tuke'],
    ['Chart b. 07/1961', '07/1961'],
    ['Patient identifier  : SC-0099-X', '0099'],
    ['dr imogen tarrow md in ofc suite', 'imogen', 'tarrow'],
    ['plan per dr tarrow', 'tarrow'],
    ['Patient initials: P.R.G.', 'P.R.G.'],
    ['Subject: 4471-JW', '4471'],
    ['o.f. Penhallow rn', 'Penhallow'],
  ])('%s, though nothing says that it is a name', (line, ...secrets) => {
    expectMasked(`${VISIT}${line}\n`, secrets);
  });

  it('leaves the words, amounts and numbers of charts as they are', () => {
    const text = [
      'Dislodged Connector; Impedances Normal. Boluses Reviewed. ChloraPrep, Huber, Ashworth 1+.',
      'BP 128/76-68-16, 0815-0930, catheter 8780, CPT 62369, G80.0, J0475, exp 06/2027, $1,684.00, rate 0.142',
      'Lot QM-22114, Rx# 6610447, NDC 00703-1234-01, serial 30021177, 12,500 mcg, 2P0099812',
    ].join('\n');
    expect(maskIdentifiers(text)).toBe(text);
  });

  it('leaves months before a day and the names of payers and companies as they are', () => {
    const text = 'Patient: Cross, June\nBlue Cross. Next visit June 9, 2027. Pump by Medtronic. Brought by EMS.\n';
    expect(maskIdentifiers(text)).toBe(text.replace('Cross, June', 'xxxxx, xxxx'));
  });
});
