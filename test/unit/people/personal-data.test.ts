import { describe, expect, it } from 'vitest';
import { parseNote } from '../../../server/src/core/syntax/parse.js';
import { personalDataIn, sightingsIn } from '../../../server/src/core/rules/people/privacy/detect.js';

/** Longer than what is taken for one. */
const LONG_ADDRESS = '12 Alder Street, the third house on the left behind the old mill at the river bend, blue door';

/** Text, and what must be found in it: `kind: text`. */
const PERSONAL: readonly (readonly [string, ...string[]])[] = [
  // titled names
  ['Discussed with Mr. Smith today.', 'name: Mr. Smith'],
  ['Mrs. Garcia-Lopez tolerated the refill.', 'name: Mrs. Garcia-Lopez'],
  ["Ms. O'Brien's dose was raised.", "name: Ms. O'Brien"],
  ['Spoke to Dr. Patel about the catheter.', 'name: Dr. Patel'],
  ['Dr Nguyen supervised.', 'name: Dr Nguyen'],
  ['Miss Jones came with her aide.', 'name: Miss Jones'],
  ['Seen by Dr. van der Berg.', 'name: Dr. van der Berg'],
  ['Dr. J. R. Smith in suite', 'name: Dr. J. R. Smith'],
  ['MR. JOHN SMITH TOLERATED WELL', 'name: MR. JOHN SMITH'],
  ['DR. LEE WAS IN THE SUITE', 'name: DR. LEE'],
  ['MISS SMITH CALLED', 'name: MISS SMITH'],
  ['patient John Smith DOB 1961-02-03', 'name: John Smith', 'birth date: 1961-02-03'],
  ['patient John Smith PTSD stable', 'name: John Smith'],
  ['saw mr. smith for a refill', 'name: mr. smith'],
  ['mrs garcia denies withdrawal', 'name: mrs garcia'],
  ['seen with dr Patel', 'name: dr Patel'],
  ['by nurse Kelly, no complaints', 'name: nurse Kelly'],
  ['Nurse Kelly filled the pump.', 'name: Nurse Kelly'],
  ['Mr. Müller and Dr. Núñez', 'name: Mr. Müller', 'name: Dr. Núñez'],
  ['Mr. Long has less spasm', 'name: Mr. Long'],
  // a town begins with its capital, whatever stands before it
  ['She lives near Springfield, IL 62701.', 'address: Springfield, IL 62701'],
  ['pump clinic of Ames, IA 50010', 'address: Ames, IA 50010'],
  // labelled names
  ['Patient: John Smith', 'name: John Smith'],
  ['Patient: Smith, John', 'name: Smith, John'],
  ['PATIENT: JANE DOE', 'name: JANE DOE'],
  ['Patient name: Rivera', 'name: Rivera'],
  ["Patient's name is Carol Whitfield.", 'name: Carol Whitfield'],
  ['Name: Okafor', 'name: Okafor'],
  ['wife Mary drove him', 'name: Mary'],
  ['wife Mary PTSD, stable', 'name: Mary'],
  ['accompanied by his daughter, Susan Lee', 'name: Susan Lee'],
  ['caregiver (Tomasz) present', 'name: Tomasz'],
  ['Waste 2 mL, witness: Kelly Lane', 'name: Kelly Lane'],
  ['patient John Smith tolerated the refill', 'name: John Smith'],
  ['Electronically signed by Ana Ruiz', 'name: Ana Ruiz'],
  ['refilled by Karen Holt, RN', 'name: Karen Holt'],
  ['J. Doe, MD in suite', 'name: J. Doe'],
  ['Surgeon: Okonkwo', 'name: Okonkwo'],
  ['emergency contact: Maria Delgado 555-201-4488', 'name: Maria Delgado', 'phone: 555-201-4488'],
  ['Pt name John Smith', 'name: John Smith'],
  ['Name - Jane Roe', 'name: Jane Roe'],
  ['Pt: Jane Doe', 'name: Jane Doe'],
  ['MS. GARCIA TOLERATED WELL', 'name: MS. GARCIA'],
  // birth dates
  ['Date of Birth - 01/02/1950', 'birth date: 01/02/1950'],
  ['DOB:01/02/50', 'birth date: 01/02/50'],
  ['DOB 03/14/1961', 'birth date: 03/14/1961'],
  ['DOB: 1961-03-14', 'birth date: 1961-03-14'],
  ['D.O.B. 3/14/61, spastic', 'birth date: 3/14/61'],
  ['date of birth: March 14, 1961', 'birth date: March 14, 1961'],
  ['born on 14 Mar 1961', 'birth date: 14 Mar 1961'],
  ['born 3-14-1961', 'birth date: 3-14-1961'],
  ['birthdate=03.14.1961', 'birth date: 03.14.1961'],
  // phone
  ['call (555) 201-4488 with questions', 'phone: (555) 201-4488'],
  ['555-201-4488', 'phone: 555-201-4488'],
  ['cell 555.201.4488', 'phone: 555.201.4488'],
  ['Reach her at 555 201 4488.', 'phone: 555 201 4488'],
  ['+1 555-201-4488 ext 12', 'phone: +1 555-201-4488 ext 12'],
  ['1-800-555-0199', 'phone: 1-800-555-0199'],
  ['phone: 5552014488', 'phone: 5552014488'],
  ['fax 201-4488', 'phone: 201-4488'],
  ['+44 20 7946 0958', 'phone: +44 20 7946 0958'],
  ['555\u2011201\u20114488', 'phone: 555\u2011201\u20114488'],
  ['555-123-4567', 'phone: 555-123-4567'],
  ['call (123) 456-7890', 'phone: (123) 456-7890'],
  ['+1 (555) 123-4567', 'phone: +1 (555) 123-4567'],
  ['tel 555 - 123 - 4567', 'phone: 555 - 123 - 4567'],
  ['call her at 5551234567', 'phone: 5551234567'],
  ['phone 555-1234', 'phone: 555-1234'],
  // e-mail
  ['write to jane.doe+pump@example.com, please', 'email: jane.doe+pump@example.com'],
  ['(j_doe@mail.example.co.uk)', 'email: j_doe@mail.example.co.uk'],
  // address
  ['lives at 12 Elm Street', 'address: 12 Elm Street'],
  ['moved to 4410 N. Oak Park Ave, Apt 3B', 'address: 4410 N. Oak Park Ave, Apt 3B'],
  ['123 main st', 'address: 123 main st'],
  ['P.O. Box 221', 'address: P.O. Box 221'],
  ['from Springfield, IL 62704', 'address: Springfield, IL 62704'],
  ['from Wexford Alder Springfield, IL 62704', 'address: Wexford Alder Springfield, IL 62704'],
  ['moved to Alder Falls, IL 62704', 'address: Alder Falls, IL 62704'],
  ['moved to Alder Lake City, IL 62704', 'address: Alder Lake City, IL 62704'],
  ['zip 62704-1234', 'address: 62704-1234'],
  ['address: 7 Rosewood Mews', 'address: 7 Rosewood Mews'],
  ['address: 12 Quay No.4, Harbour. Tolerated well.', 'address: 12 Quay No.4, Harbour'],
  ['77 Maple Dr', 'address: 77 Maple Dr'],
  [`address: ${LONG_ADDRESS}`, `address: ${LONG_ADDRESS.slice(0, 80)}`],
  // social security and record numbers
  ['123-45-6789', 'ssn: 123-45-6789'],
  ['SSN 123456789', 'ssn: 123456789'],
  ['SSN: xxx-xx-6789', 'ssn: xxx-xx-6789'],
  ['social security number 123 45 6789', 'ssn: 123 45 6789'],
  ['MRN 448812', 'record number: 448812'],
  ['MRN 12-34-56', 'record number: 12-34-56'],
  ['Insurance ID: ABC123456789', 'record number: ABC123456789'],
  ['MRN: A-448812', 'record number: A-448812'],
  ['MRN#0044881', 'record number: 0044881'],
  ['medical record number 448812', 'record number: 448812'],
  ['chart # 90210', 'record number: 90210'],
  ['acct no. 77120-3', 'record number: 77120-3'],
  ['Patient ID: 448812', 'record number: 448812'],
  ['member ID W123456789', 'record number: W123456789'],
  ['Medicare number 1EG4-TE5-MK73', 'record number: 1EG4-TE5-MK73'],
  ['card 1EG4-TE5-MK73', 'record number: 1EG4-TE5-MK73'],
];

/** What looks personal and is not. */
const CLINICAL: readonly string[] = [
  'tone stable, Ashworth 2, no withdrawal', 'Modified Ashworth 2 in both legs', 'Patient Ashworth 2, wife present', 'BP 120/80, HR 72, T 98.6, SpO2 98%',
  'VAS 7/10 in the evening', 'evening pain 7/10', 'needle 22g, 1.5" Huber', '95990 billed, not 95991', 'J0475 x8', '62370 by MD AS', '99214 with 25',
  'Tolerated well. Pump status rechecked after refill.', '2026-11-20 at 10:30', 'seen 11/20/2026, next 01/06/2027', 'implanted 2009-05-01',
  'SynchroMed II 8637-40', 'ERI 38 mo', 'L4-5, T10-T11', 'weight 70 kg, BMI 31', '0.24 mL/day', '1,000 mcg/mL', 'lot C-118, rx 8841', 'rx 555-201-4488',
  'lot 123-45-6789', 'serial no. 555-201-4488', 'NPI 1234567893', 'NDC 70257-0563-01', 'ndc 0641-6040-25', 'auth 123-45-6789', 'P-014 seen with P-022', 'Three Falls, IL 62704', 'Falls, IL 62704', 'Lioresal Refill, TX 77003',
  'Patient ID P-014', 'record P-014', 'RN KL filled, MD AS in suite', 'Dr. AS in suite', 'plan by MD AS', 'Waste 2 mL, witness: RN TB', 'witness LPN JD',
  'MS, spasticity of both legs', 'History of MS. Stable tone.', 'MS Contin 15 mg twice daily', 'MR conditional pump', 'MR. Lumbar spine reviewed', 'MRI on 2026-11-01',
  'Discussed with Dr. Residual volume was 6 mL.', 'Called the Dr. Pump refilled.', 'Dr. notified', 'Doctor present', 'Nurse Practitioner in the suite',
  'Nurse Manager informed', 'Patient: Stable', 'Patient: Tolerated Procedure Well', 'PATIENT: STABLE', 'Patient Controlled Analgesia off',
  'Patient Therapy Manager checked', 'Patient Portal message sent', 'Provider: Present in suite', 'PCP: Notified', 'Contact: Medtronic', 'Rep: Medtronic present',
  'Drug name: Gablofen', 'Pump name: SynchroMed', 'Name: Gablofen', 'wife present', 'Wife states he is better', 'with his wife. Pump interrogated.', 'mother, Medtronic rep and aide present',
  'no DOB on file', 'identity and DOB confirmed', 'DOB verified 2026-11-20', 'date of birth confirmed', 'born with spina bifida', '64-year-old, 64 yo',
  'phone call to pharmacy', 'phone 911', 'call back in 3 days', 'called 2026-11-20', 'call if dose > 480 mcg', 'fax received', 'text 95990 95991', 'dose 300 250 2000 mcg',
  'rate @0.2 mL/h', 'seen @ 10:30', '@office', 'e-mail sent', 'suite 3', 'in suite 200', 'a 2 hour drive', '20 minute drive home', 'lives 2 blocks up the road',
  '40 mL in the reservoir, St. Jude lead', '2 Way stopcock', '99214 Visit Dr. present', 'Tolerated, OK 95990', 'Breast CA 95990', 'Attending MD 99214', 'seen by MD 62370',
  'issues to address: 2 falls', 'goals to address: pain 7/10', 'addressed pain', 'address on file', 'chart reviewed', 'chart 2 of 3', 'record 3 of 5', 'medical record 2026-11-20 reviewed',
  'medical record reviewed', 'account for 2 mL', 'MRN on file', 'MRN confirmed', 'MBI verified', 'group 2', 'policy 280.14', 'case 3', 'member of the team', 'patient 2 of 4',
  'fin', 'acct closed', 'Allergies: none', 'Penn 2, Karnofsky 80, Oswestry 42', 'Huber needle, Foley in place', 'Romberg negative, Babinski up', 'morphine 400 mg bupivacaine 200 mg 20 mL compounded',
  'MORPHINE 20MG/ML BUPIV 10MG/ML 20ML CMPD', 'Mark the site; May follow up in June', '[name] called from [phone], MRN [record number]', 'Patient: [name]', 'DOB [birth date]',
  'Dr. [name]', 'wife [name]', 'address: [address]', 'SSN [ssn]', 'write to [email]', 'dose 6.0 -> 6.6 mg/day', 'BP:120/80 HR:72', 'Blue Cross verified', 'to Johns Hopkins', 'from Mercy Hospital',
  'LOT# 12345678', 'serial NGP0000001, ref 8637-40', 'auth # 4471-22', 'Invoice no. 44718', 'Rx #8841-22', 'policy no 280.14', 'patient ID band checked', 'ID confirmed x2',
  'MRI 1.5T', 'HR 72 RR 16 BP 120/80 T 98.6', '2000 mcg/mL x 40 mL = 80 mg', 'call clinic 24/7', 'daughter German-speaking', 'wife Spanish speaking', 'mother\'s Parkinson disease',
  'Ave. dose 480', 'DOS 2026-11-20', 'phone: none', 'HISTORY OF MS. SPASTICITY STABLE', 'doses 100 200 3000', 'MRN 2026-11-20', 'Mr. P-014', 'Dr KL', 'Dr. AS/RN KL',
  'J7999 x1', 'ICD G80.0', '2 of 3 attempts', 'out 6.0 mL, in 40 mL', '40-20-2000', 'Ashworth 3 -> 2, Penn 4 -> 2', 'pain 7/10 -> 3/10', '(8637-40)', 'ERI 38 mo', 'sn NGP0000001',
  'husband Retired', 'mother Lives nearby', 'Mother: Deceased', 'FIN 62370', '30 East Wing Court', 'Provider: Pain Management', 'Physician Needed: pump deep', 'Nurse Notified Physician',
  'Spoke with Dr. Yesterday about plan.', 'The Doctor Told Him To Return', 'Guardian: State of Ohio', 'Claim to Blue Cross Blue Shield of Texas', 'phone visit 99441', 'pH 7.35-7.45',
  '555 201 4488 mcg', 'vol 18.2 18.4 18.6', '5 Days On Road', '24 Hour Drive', '12-34-5678', 'cell 4500-9000', 'MR # 4',
  'Surgeon: MD AS', 'read by tech TJ', 'no alarms 2026-11-20 08:15:22', '10-20-3000 mcg', 'code 62370-25', 'T85.615A', 'G35.B0', '+3 mL discrepancy', '+2 edema', '(+) 3 of 4',
  // no more than one sentence, a title typed small, or half of an address
  'Walked to room 12 Oak. Main St clinic called', 'Today nurse recalibrated the pump', 'Patient: Ambulatory', 'Contact: Paging', 'doctor phoned', 'page KL@desk.', 'see @clinic.example', 'KL @ 10.30 in suite',
];

describe('personal data', () => {
  it.each(PERSONAL)('is found in %s', (text, ...expected) => {
    expect(sightingsIn(text).map((s) => `${s.kind}: ${text.slice(s.start, s.end)}`)).toEqual(expected);
  });

  it.each(CLINICAL)('is not seen in %s', (text) => {
    expect(sightingsIn(text).map((s) => `${s.kind}: ${text.slice(s.start, s.end)}`)).toEqual([]);
  });

  it.each(PERSONAL)('is gone once replaced: %s', (text) => {
    let clean = text;
    for (const s of sightingsIn(text).toReversed()) clean = `${clean.slice(0, s.start)}[${s.kind}]${clean.slice(s.end)}`;
    expect(sightingsIn(clean)).toEqual([]);
  });

  it('is looked for where free words stand, and nowhere else', () => {
    const phone = '555-201-4488';
    const note = [
      `; ${phone}`, `by: RN KL  ; ${phone}`, `2026-11-20 refill P-014 @office  ; ${phone}`, `pump: SynchroMed II, sn ${phone}  ; ${phone}`,
      `by: RN KL, npi ${phone}`, `fill: in 40 mL, reason "${phone}"`, `drug: baclofen 2000 mcg/mL, lot ${phone}, rx ${phone}, invoice $1`,
      `exam: ${phone}`, `assess: ${phone}`, `em: ${phone}`, `response: ${phone}`, `observe: ${phone}`, `query: ${phone}`, `ok: refill-early "${phone}", KL`,
      `Phone: ${phone}`, `95990 @A "${phone}"  ; ${phone}`, `| ${phone}`, `stray ${phone}`, '"""', phone, '"""',
    ].join('\n');
    const found = parseNote(note).blocks.flatMap((block) => personalDataIn(block).map(({ at }) => block.text.slice(at.start, at.end)));
    expect(found).toEqual(Array(18).fill(phone));
  });

  it('is never a local token such as the patient has', () => {
    const [, block] = parseNote('2026-11-20 refill PT-440812 @office\n| Patient ID PT-440812, patient number PT-771199, MRN 440812').blocks;
    expect(personalDataIn(block!).map(({ at }) => block!.text.slice(at.start, at.end))).toEqual(['440812']);
  });
});
