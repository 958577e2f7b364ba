// One line a wording: what a piece of chart text says, as the items that are proposed for it. An item in doubt ends in
// `?`.
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { readChartText } from '../../../server/src/core/intake/read-chart';

const codes = createCodeSets();

/** The proposals of one key for a text, in a visit that is a refill. */
function proposed(text: string, key: string): string[] {
  const [visit] = readChartText(`Date of service: 11/20/2026\n${text}\n`, codes).encounters;
  return visit!.fields.filter(field => field.key === key).map(({ item, sure }) => (sure ? item : `${item} ?`));
}

type Case = readonly [text: string, ...items: string[]];
const says = (key: string, cases: readonly Case[]): void => {
  it.each(cases.map(([text, ...items]) => [text, items] as const))('%s', (text, items) => {
    expect(proposed(text, key)).toEqual(items);
  });
};

describe('volumes', () => {
  says('fill', [
    ['Residual aspirated: 6.0 mL\nVolume instilled: 40 mL', 'out 6.0 mL', 'in 40 mL'],
    ['Withdrew 4.6 cc of clear fluid, then injected 40 cc.', 'out 4.6 mL', 'in 40 mL'],
    [
      'The residual of 2.2 mL was withdrawn and discarded. The reservoir was filled with 20 mL.',
      'out 2.2 mL',
      'in 20 mL',
    ],
    ['OUT: 9.1 ML  IN: 40 ML', 'out 9.1 mL', 'in 40 mL'],
    ['Twenty milliliters were instilled after 3.0 mL came back.', 'out 3.0 mL', 'in 20 mL'],
    ['Withdrew 3 mL, strike that, 3.4 mL. Filled with 20 mL.', 'out 3.4 mL', 'in 20 mL'],
    ['Aspirated 6 mL. Filled with 4O mL.', 'out 6 mL', 'in 40 mL ?'],
    ['Aspirated 6 mL. Log sheet: removed 7 mL. Filled with 40 mL.', 'out 6 mL ?', 'out 7 mL ?', 'in 40 mL'],
    ['Blood loss 20 mL. Flushed with 10 mL normal saline. CSF 2 mL drawn.'],
    ['Last refill: 18 mL were instilled.'],
    ['Next time she will be filled with 40 mL.'],
    ['Actual residual: 5.5 mL\nNew drug volume: 40 mL', 'out 5.5 mL', 'in 40 mL'],
    [
      'Aspirated 6 mL, filled 40 mL\nTemplate used   |   No\nSterile technique   |   Yes',
      'out 6 mL',
      'in 40 mL',
      'aseptic',
    ],
    ['The residual, 2.1 mL, was withdrawn. Then 20 mL were injected.', 'out 2.1 mL', 'in 20 mL'],
    ['Came back 8.0 mL after 14 days. Put in 30 mL.', 'out 8.0 mL', 'in 30 mL'],
    ['I drew back some in two syringes, 2.8 mL in all. Filled with 20 mL.', 'out 2.8 mL', 'in 20 mL'],
    ['out 4.9 in 40', 'out 4.9 mL', 'in 40 mL'],
    [
      '5.1 ml of clear fluid removed. 40 ml of morphine 25 mg/ml (lot A1, exp 03/30/2027) from the pharmacy injected slowly in 5 ml increments.',
      'out 5.1 mL',
      'in 40 mL',
    ],
    [
      'Chlorhexidine, sterile. 22 g Huber, three attempts, the port could not be entered.',
      'needle 22g',
      'aseptic',
      'attempts 3',
    ],
    ['Measured residual: 3.6\nml    Amount injected: 20 ml', 'out 3.6 mL', 'in 20 mL'],
  ]);
});

describe('the pump before and after', () => {
  says('read', [
    ['Expected residual volume: 6.2 mL', 'expected 6.2 mL'],
    [
      'Telemetry: 5.0 mL expected in the reservoir, 350 mcg/day, no alarms.',
      'expected 5.0 mL',
      'dose 350 mcg/day',
      'alarms none',
    ],
    ['interr: exp resid 7.4, 610 mcg/d, no alarms', 'expected 7.4 mL', 'dose 610 mcg/day', 'alarms none'],
    ['Before refill: dose 20 mcg/hr', 'dose 480 mcg/day'],
    ['Takes baclofen 10 mg by mouth twice a day, up to 30 mg/day.'],
    ['Low reservoir alarm volume: 2.0 mL; catheter volume 0.198 mL'],
    ['Alarms   [X] None   [ ] Low reservoir   [ ] Other', 'alarms none'],
    ['Residual volume per pump 5.5 ml.', 'expected 5.5 mL'],
    [
      'It calculated 2.3 mL left and showed 1.10 mg/day; no alarm was active.',
      'expected 2.3 mL',
      'dose 1.10 mg/day',
      'alarms none',
    ],
    ['Checked after the MRI: no active alarms now.', 'alarms none'],
    ['Device\n\nSETTINGS          PREVIOUS   CURRENT\nReservoir volume  11.7 mL    11.7 mL', 'expected 11.7 mL'],
    [
      '             05/13/2026   08/05/2026   11/20/2026\nExpected, mL   4.9   6.1   5.2\nAspirated, mL   4.6   5.9   5.0',
      'expected 5.2 mL',
    ],
  ]);
  says('after', [
    ['Final interrogation: volume 40 mL, 350 mcg/day, alarms none.', 'volume 40 mL', 'dose 350 mcg/day', 'alarms none'],
    ['               BEFORE       AFTER\nDaily dose (mg)   6.00         6.60', 'dose 6.60 mg/day'],
  ]);
});

describe('the program', () => {
  says('prog', [
    [
      'Dose increased 10% from 2.5 to 2.75 mg/day for afternoon pain.',
      'dose 2.5 -> 2.75 mg/day',
      'reason "afternoon pain"',
    ],
    ['The daily dose was lowered from 520 mcg to 260 mcg.', 'dose 520 -> 260 mcg/day'],
    ['Concentration changed from 20 mg/mL to 25 mg/mL.', 'concentration 20 -> 25 mg/mL'],
    ['Bridge bolus 0.26 mL over 13 hours', 'bridge 0.26 mL over 13 h'],
    ['No dose change made today.', 'none'],
    ['Rate unchanged.', 'none'],
    ['We considered an increase from 6 to 7 mg/day.'],
    ['Amplitude raised from 3.2 to 3.9 mA.'],
    ['We talked about going up to 4.5 mg per day. I did not change the dose.', 'none'],
    [
      'Found at 1.25 mg/day. Dose went up to 1.50 mg/day given poor relief.',
      'dose 1.25 -> 1.50 mg/day',
      'reason "poor relief"',
    ],
    [
      'Reason: pump refill.\nDose cut from 8.0 to 7.2 mg/day because of sleepiness.',
      'dose 8.0 -> 7.2 mg/day',
      'reason "sleepiness"',
    ],
    ['It was delivering 320 mcg/day. I raised the daily dose by about 10%, to 352 mcg/day.', 'dose 320 -> 352 mcg/day'],
  ]);
});

describe('the drug', () => {
  says('drug', [
    ['Drug: Gablofen (baclofen) 2,000 mcg/mL', 'baclofen 2000 mcg/mL'],
    [
      'Filled with 20 mL of morphine 20 mg/mL plus bupivacaine 10 mg/mL, compounded.',
      'morphine 20 mg/mL + bupivacaine 10 mg/mL',
      'compounded',
    ],
    [
      'Filled with 20 mL of hydromorphone 10 mg/mL (lot HX-204, beyond-use date 12/15/2026).',
      'hydromorphone 10 mg/mL',
      'lot HX-204',
      'exp 2026-12-15',
    ],
    [
      'Filled with 40 mL of baclofen 2000 mcg/mL (two 20 mL ampules, nothing wasted).',
      'baclofen 2000 mcg/mL',
      'sdv 2 x 20 mL',
      'waste 0 mL',
    ],
    ['Local anesthesia with 1% lidocaine, 2 mL, and bupivacaine 0.25%.'],
    ['Drug: morphine 20 mg/mL\nLot # 220914-B   Rx # 772210', 'morphine 20 mg/mL', 'lot 220914-B', 'rx 772210'],
    ['Ofc bought morphine 25 mg/ml cpd, inv 512.00', 'morphine 25 mg/mL', 'compounded', 'practice', 'invoice $512.00'],
    ['The syringe of hydromorphone 2 mg/mL was not used.', 'hydromorphone 2 mg/mL', 'not given'],
    ['Drug | Gablofen 500 mcg/mL\nLot / exp | GB991 / 04/2028', 'baclofen 500 mcg/mL', 'lot GB991', 'exp 2028-04'],
    [
      'Filled with 40 mL of hydromorphone 15 mg/mL with ropivacaine 5 mg/mL.',
      'hydromorphone 15 mg/mL + ropivacaine 5 mg/mL',
    ],
    ['Filled with 20 mL of morphine 20 mg/mL. Supplied by: specialty pharmacy', 'morphine 20 mg/mL', 'pharmacy'],
    ['CSF dripped, then 1 mL was wasted.'],
    ['Needle kit lot K-7781, exp 01/2029'],
    ['Pump refilled today. Home drugs: oxycodone 5 mg tablets.'],
  ]);
});

describe('people, dates and diagnoses', () => {
  says('by', [
    ['Performed by: Lindqvist, Kara RN', 'RN KL'],
    ['Refill performed by T. Mbeki RN under supervision of Noor Saleh MD', 'RN TM'],
    ['Referring physician: Ana Bell, MD'],
    ['Seen in the office by Ana Bell, MD', 'MD AB'],
    ['Nurse signature: Ottoline Vasquez, BSN, RN', 'RN OV'],
    ['Performed by: Amara Nwosu, Registered Nurse', 'RN AN'],
    ['Nurse: K. Lin RN\nDr. Solveig Anand (MD) available in department', 'RN KL'],
    ['Ordering physician: Dr. Ana Bell, NPI 1093817465\nPerformed by: Kara Lindqvist, RN', 'RN KL'],
  ]);
  says('sup', [
    ['Nurse: J. Tran, LPN\nSupervising physician: B. Okafor, DO (in the building)', 'DO BO', 'in building'],
  ]);
  says('drug', [
    [
      'Filled with 40 mL baclofen 2000 mcg/mL lot H3312.\nThe lot number is also corrected to H3321.',
      'baclofen 2000 mcg/mL',
      'lot H3321',
    ],
  ]);
  says('fill', [
    ['Residual expected 9.2   Residual obtained 9.0\nVolume placed: 40 mL', 'out 9.0 mL', 'in 40 mL'],
    ['got 7 cc (exp 7.3), put 20 cc of gablofen 500.', 'out 7 mL', 'in 20 mL'],
    ['Filled with fentanyl 1000 mcg/mL, 20 mL, Lot F9981.', 'in 20 mL'],
    ['Aspirated 3 mL and instilled baclofen 2000 mcg/mL, 40 mL.', 'out 3 mL', 'in 40 mL'],
    ['Pump was filled: hydromorphone 10 mg/mL + bupivacaine 5 mg/mL, 20 mL total', 'in 20 mL'],
    ['Filled 40 mL with baclofen 2000 mcg/mL, 20 mL vials x2.', 'in 40 mL'],
    ['Forty milliliters of baclofen two thousand micrograms per milliliter was then instilled.', 'in 40 mL'],
    [
      'five milliliters was aspirated period forty milliliters of baclofen were instilled period no change was made',
      'out 5 mL',
      'in 40 mL',
    ],
  ]);
  says('read', [
    [
      'It showed an estimated residual of 5.2 milliliters daily dose of 280 micrograms',
      'expected 5.2 mL',
      'dose 280 mcg/day',
    ],
  ]);
  says('read', [['got 7 cc (exp 7.3), put 20 cc of gablofen 500.', 'expected 7.3 mL']]);
  says('prog', [
    ['Telemetry: Myptm 0.15 mg up to 5 per day.\nProgram: 4.2 mg => 4.6 mg/d. PTM same.', 'dose 4.2 -> 4.6 mg/day'],
  ]);
  says('after', [
    [
      'Interrogation done: 90.1 mcg/day.\nReprogrammed to 75 mcg/day. Repeat interrogation confirms 75 mcg/d.',
      'dose 75 mcg/day',
    ],
  ]);
  says('exam', [['Site: Cedar SNF room 114 (skilled nursing facility)']]);
  says('prog', [['upped from 98 to 105 ucg/d for spasms', 'dose 98 -> 105 mcg/day', 'reason "spasms"']]);
  says('pump', [['SynchroMed II 8637-20 serial NGP 902210 N.', 'SynchroMed II 8637-20', 'sn NGP902210N']]);
  says('response', [['Increase by 0.1 mg each day till 50% relief.']]);
  says('next', [
    ['Staples out 12/02/2026. Low reservoir alert 01/20/2027.', '2026-12-02', 'alarm 2027-01-20'],
    ['Low reservoir alarm 4/19/2027, refill booked for 4/12/2027.', '2027-04-12', 'alarm 2027-04-19'],
    ['MRI on 01/05/2027. Consent dated 11/01/2026.'],
    ['RTC 2/9 for refill, alarm 2/16.', '2027-02-09 ?', 'alarm 2027-02-16 ?'],
    ['She will come back December 14.', '2026-12-14 ?'],
    ['Next refill 2/9. Next refill 02/09/2027, pain 5/10 next visit.', '2027-02-09'],
  ]);
  says('dx', [
    ['Dx: Z45.1? no -> T85.695A', 'T85.695A'],
    ['Dx: G80.0, T85.695A? vs progression', 'G80.0', 'T85.695A ?'],
  ]);
  says('dx', [['Dx: G80.0, Z45.1', 'G80.0', 'Z45.1'], ['Family history: G35.D in mother']]);
});

describe('the pump', () => {
  says('pump', [
    ['Reservoir volume (max)   40 mL', '40 mL'],
    ['Est. months to ERI: 22', 'ERI 22 mo'],
    ['Pump type: Synchromed\nII    S/N NGP120087', 'SynchroMed II', 'sn NGP120087'],
    ['Intrathecal pump refill\nRoute: intrathecal', 'IT'],
  ]);
});

describe('texts', () => {
  says('exam', [['Physical exam: Blood pressure 142/78, pulse 64.'], ['Pump site wnl.', 'Pump site wnl']]);
  says('event', [['PLAN: Continue POC. Notify MD for s/s overdose.', 'Notify MD for s/s overdose ?']]);
  says('assess', [
    ['Goals met apart from sedation.', 'Goals met apart from sedation'],
    ['Assessment and plan: Referred to urology on 11/12/2026.'],
  ]);
  says('prep', [
    ['Name band and birth date checked.', 'identity'],
    ['Patient and site confirmed at time out.', 'identity'],
    ['Time out: patient, site and implant confirmed.', 'identity'],
    ['ID and allergies reviewed.', 'identity', 'allergies'],
  ]);
  says('observe', [['Observation: 20 minutes\nAsked for 90 tablets.', '20 minutes']]);
  says('response', [
    ['Clear fall of tone at four hours.', 'Clear fall of tone at four hours'],
    ['Pain score today: 4/10', '4/10'],
    ['For the past month his legs have been tighter.', 'For the past month his legs have been tighter'],
  ]);
});

describe('the header', () => {
  const header = (text: string): string => readChartText(text, codes).encounters[0]!.header;

  it.each([
    [
      'SCS REPROGRAMMING 05/11/2026\nDevice: spinal cord stimulator\nHer intrathecal pump was removed in 2021.',
      ' visit ',
    ],
    ['VIDEO VISIT 09/08/2026\nAt home. No interrogation today.', '@telehealth'],
    [
      'Operative note\nDate of surgery 04/21/2026\nSurgeon: A. Falk MD\nProcedure: removal of implanted infusion pump',
      ' remove ',
    ],
    [
      'PORTABLE INFUSION PUMP VISIT 03/03/2026\nCADD-Solis ambulatory pump, bag of 100 mL. No implanted intrathecal pump.',
      ' visit ',
    ],
  ])('%s', (text, words) => {
    expect(`${header(`${text}\n`)} `).toContain(words);
  });

  it('takes no payer from the words medical record', () => {
    expect(header('Date of service: 11/20/2026\nMEDICAL RECORD: on file\n')).not.toContain('#');
  });

  it.each([
    ['On November 17, 2026 I saw a man with pain. His cardiology visit is on December 3, 2026.', '2026-11-17'],
    ['Seen at home 06/30/2026. Next visit 08/11/2026.', '2026-06-30'],
  ])('takes the day of the visit from prose: %s', (text, date) => {
    expect(header(`${text}\n`)).toContain(date);
  });

  it('takes the newest of several dated columns', () => {
    expect(header('Sheet   05/13/2026   08/05/2026   11/04/2026\nAspirated, mL   4.6   5.9   5.0\n')).toContain(
      '2026-11-04',
    );
  });
});

describe('what is no fact of its kind', () => {
  says('fill', [
    ['Patient did not get a refill today; 40 mL was drawn up but not instilled.'],
    ['Filled a syringe with 40 mL, not injected.'],
    ['Refill: 20 mL drawn up, never given.'],
  ]);
  says('prog', [
    ['Dose 5 mg/day. PTM unchanged at 0.2 mg.'],
    ['Dose 5 mg/day. PTM kept at 0.2 mg, lockout 4 h as before.'],
    ['PTM bolus set at 0.2 mg, unchanged.'],
    ['Basal rate kept, PTM enabled with a bolus of 0.2 mg.', 'bolus 0.2 mg'],
  ]);
  says('next', [
    ['Implant to be scheduled 06/15/2027. Next refill 12/15/2026.', '2026-12-15'],
    ['Pump replacement surgery is scheduled 06/15/2027.'],
  ]);
  says('by', [
    ['To: Lavinia Crowhurst, MD\nDear Dr. Crowhurst,\nAspirated 6 mL. Filled with 40 mL.'],
    ['Lavinia Crowhurst, MD\nDear Dr. Crowhurst:\nFilled with 40 mL. Performed by Kara Lindqvist, RN.', 'RN KL'],
  ]);
  says('drug', [
    ['Payor: United Healthcare Commercial\nFilled with 40 mL baclofen 2000 mcg/mL.', 'baclofen 2000 mcg/mL'],
    ['Coverage: Aetna Commercial PPO\nFilled with 40 mL baclofen 2000 mcg/mL.', 'baclofen 2000 mcg/mL'],
  ]);

  const EXPLANT =
    'Pump SynchroMed II 8637-20 SN NGP6650441 freed and explanted. Whole cath pulled out. Residual drug in pump discarded ~8 mL';
  says('device', [[EXPLANT, 'out NGP6650441'], ['The old pump was explanted in 2019. Filled with 40 mL.']]);
  says('catheter', [[EXPLANT, 'removed']]);
  says('read', [[EXPLANT]]);
  it('a pump that is explanted is a removal', () => {
    const service = (text: string): string | null =>
      readChartText(`Date of service: 11/20/2026\n${text}\n`, codes).encounters[0]!.services;
    expect(service(EXPLANT)).toBe('remove');
    expect(service('Filled with 40 mL. A previous pump was freed and explanted elsewhere.')).toBe('refill');
  });
});

describe('house styles of every kind', () => {
  says('fill', [
    ['Not refilled today (7.9 mL left).'],
    ['Twenty mL of morphine 20 mg/mL, which the clinic had bought, lot A1, were then instilled.', 'in 20 mL'],
    ['exp 2.2 / act 2.0, in 20', 'out 2.0 mL', 'in 20 mL'],
    ['Expected 4.4 mL / returned 4.6 mL / filled 20 mL', 'out 4.6 mL', 'in 20 mL'],
    ['Aspirated 6 mL, 22-gauge Huber x2. Filled with 40 mL.', 'out 6 mL', 'in 40 mL', 'needle 22g', 'attempts 2'],
    ['Intera 3000, hepatic artery. Residual 9.8 mL. Filled 30 mL.', 'out 9.8 mL', 'in 30 mL'],
    ['Needle {22 gauge}, {5.5 mL} was removed and {40 mL} was put in.', 'out 5.5 mL', 'in 40 mL', 'needle 22g'],
    ['Catheter access port entered with a 24 g needle. 1.6 mL of fluid aspirated.'],
    ['Template [x]    Ultrasound [ ]\nAspirated 6 mL. Filled 40 mL.', 'out 6 mL', 'in 40 mL', 'template'],
    ['7.5 mL was aspi-\nrated, then the pump was re-\nfilled with 40 mL.', 'out 7.5 mL', 'in 40 mL'],
  ]);
  says('study', [
    [
      'Catheter access port entered. 1.6 mL of fluid aspirated. 5 mL of Omnipaque injected. Rotor moved 90 degrees.',
      'side-port',
      'aspirated 1.6 mL',
      'contrast 5 mL',
      'rotor',
    ],
    ['Pump catheter dye study. Rotor study not performed. Contrast 6 mL injected.', 'contrast 6 mL'],
  ]);
  says('prog', [
    ['Dose 350.2 mcg/day. Dose \u2191 10% to 385.2 mcg/day.', 'dose 350.2 -> 385.2 mcg/day'],
    ['Dose 401 mcg/day. Inc to 441 mcg/day.', 'dose 401 -> 441 mcg/day'],
    ['Dose 2.4 mg/day increased to 2.6 mg/day.', 'dose 2.4 -> 2.6 mg/day'],
    ['Telemetry: 612 mcg/d, nc.', 'none'],
    [
      'Parameter   Previous   Current\nConcentration   15.0 mg/mL   25.0 mg/mL\nMode   constant   constant',
      'concentration 15.0 -> 25.0 mg/mL',
    ],
    [
      'Setting   Start of session   End of session\nDose, Morphine   3.0 mg/day   3.3 mg/day\nDose, Bupivacaine   6.0 mg/day   6.6 mg/day',
      'dose 3.0 -> 3.3 mg/day',
    ],
  ]);
  says('pump', [
    ['Pump: SynchroMed II (NGP1234567), 20 mL', 'SynchroMed II', 'sn NGP1234567', '20 mL'],
    ['In his Prometra II (20 mL, serial 2P0991433) the estimate was 4.6 mL.', 'Prometra II', 'sn 2P0991433', '20 mL'],
    ['IT morphine pump refilled with 40 mL.', 'IT'],
    ['SN IT0091442, IT ticket 4471', 'sn IT0091442'],
  ]);
  says('next', [
    ['Follow up 2 wks 12/04/2026', '2026-12-04'],
    ['Alarm 06FEB2027, RTC 29JAN2027', '2027-01-29', 'alarm 2027-02-06'],
    ['Pt to come back 12/13/26 for refill.', '2026-12-13'],
  ]);
  says('imaging', [['Pt to come back for refill under fluoro.']]);
  says('by', [
    ['Sister Bryony Applegarth, RN, drew off 4 mL. Yours, Percival Ames, MD', 'RN BA'],
    ['Refill Nurse: LPN, Cleo Marchbanks', 'LPN CM'],
    ['Performed: M. Ostrowski, APRN-CNP', 'CNP MO'],
  ]);
  says('dx', [['Dx: G89.4, Z45.l', 'G89.4', 'Z45.1 ?']]);
  says('drug', [['Rx# 55120-A, batch Z-2219', 'lot Z-2219', 'rx 55120-A']]);
});

describe('more house styles', () => {
  says('fill', [
    ['12.8 ml clear fluid back. 40 ml pushed in: filled with 40 ml.', 'out 12.8 mL', 'in 40 mL'],
    ['EXP   4.0\nACT   4.4\nIN    20.0\nNEEDLE   22\nSTERILE   Y', 'out 4.4 mL', 'in 20.0 mL', 'needle 22g', 'aseptic'],
    ['Aspirated 6 mL, single attempt. Filled 40 mL.', 'out 6 mL', 'in 40 mL', 'attempts 1'],
  ]);
  says('prog', [
    [
      'CURRENT SETTINGS (before)   NEW SETTINGS\nPattern: Simple Continuous   Pattern: Flex',
      'mode simple continuous -> flex',
    ],
    [
      'Daily rate 2.80 mg. Bumped the rate to 2.94 mg/day, since sitting is limited.',
      'dose 2.80 -> 2.94 mg/day',
      'reason "sitting is limited"',
    ],
  ]);
  says('drug', [
    ["Filled with 40 mL [patient's pharmacy-supplied drug].", 'pharmacy'],
    ['Drug is hospital compounded.', 'compounded', 'hospital'],
  ]);
  says('event', [['Indications: Risks of infection, overdose and withdrawal were reviewed.']]);
  says('assess', [
    ['Plan: stable, continue infusion', 'stable, continue infusion'],
    [
      'ASSESSMENT/PLAN:\n1. MS, well controlled; continue current dose.\n2. The procedure was done by Ludmila Oakes, RN.',
      'MS, well controlled; continue current dose',
    ],
  ]);
  says('by', [['Filled with 40 mL.\nSincerely, Leopold Harkness, MD', 'MD LH']]);
  it('holds the initials of staff in the words of an item', () => {
    expect(proposed('Reason for change: spasms, per Whitcombe\nDose 300 -> 330 mcg/day', 'prog').join()).not.toContain(
      'Whitcombe',
    );
    expect(proposed('Exam: pocket clean, checked by Kara Lindqvist, RN', 'exam').join()).not.toContain('Lindqvist');
  });
});

describe('other drugs', () => {
  says('after', [['Other meds at discharge: levofloxacin 750 mg daily.\nDose changed from 2.88 to 2.4 mg/day.']]);
  says('read', [['Discharge medications: apixaban 5 mg daily.'], ['Takes metoprolol 50 mg daily.']]);
});

describe('the day of the visit', () => {
  it.each([
    ['ED provider note 12/05/2026 02:15 - Medicare', '2026-12-05'],
    ['Brief op note. 5/5/2026. Inpatient.\nFollow up 5/19/2026', '2026-05-05'],
    ['PUMP REFILL 12AUG2026 OFFICE', '2026-08-12'],
    ['Date of procedure is the fourth of February 2026.', '2026-02-04'],
    ['Arrival 11/02/2026 18:40', '2026-11-02'],
    ['November 16, 2026\nDear Dr. Vasseur, thank you. I saw her on November 12, 2026 for her pump.', '2026-11-12'],
    ['PT: X   BD: 06/11/52\nSVC DT: 11/03/26', '2026-11-03'],
    ['Session start  10/14/2026\nLow reservoir alarm date  10/28/2026     01/11/2027', '2026-10-14'],
    ['LRAD 11-15-26 -> 02-03-27\nSeen in the office 11/10/26', '2026-11-10'],
    ['ED note Sat 11/14/2026 21:40\nMissed refill on 11/03/2026, beeping.', '2026-11-14'],
    [
      'The patient was admitted for pneumonia. On 11/22/2026 the pump service was asked to refill because the low reservoir alarm was due 11/25. She should see Dr. Falk in the pain clinic 01/12/2027.',
      '2026-11-22',
    ],
  ])('%s', (text, date) => {
    expect(readChartText(`${text}\nAspirated 6 mL, filled 40 mL.\n`, codes).encounters[0]!.date).toBe(date);
  });

  it('begins each of several paragraphs', () => {
    const text =
      '4/6/26 office. Expected 2.2 mL, aspirated 2.0 mL, refilled 20 mL. Dose 140 mcg/day.\n\n' +
      '5/29/26 office. Expected 3.1 mL, aspirated 3.3 mL, refilled 20 mL. Dose 154 mcg/day.\n';
    expect(readChartText(text, codes).encounters.map(({ date }) => date)).toEqual(['2026-04-06', '2026-05-29']);
  });
});

describe('what is not of this visit', () => {
  says('fill', [
    [
      'On September 3 we drew back 5.5 mL and put in 18 mL. Today 4.0 mL were withdrawn and 20 mL injected.',
      'out 4.0 mL',
      'in 20 mL',
    ],
    ['Refilled there today: per their faxed record 2.0 mL out, 20 mL of hydromorphone 15 mg/mL in.'],
    ['Aspirated 4.1 mL (last 10/6: expected 4.4 mL, out 3.9 mL). Filled with 20 mL.', 'out 4.1 mL', 'in 20 mL'],
    ['Out 4.0 mL, in 20 mL\nTemplate: N - palpated\nSterile technique: Y', 'out 4.0 mL', 'in 20 mL', 'aseptic'],
  ]);
  says('prog', [
    ['Interrogated: 3.25 mg/day, no alarms.\nLAST CHANGE: 14-SEP-2026   3.00 -> 3.25 mg/day'],
    [
      'Outside records state a dose of 5.8 mg/day. Interrogated: 6.2 mg/day. Dose raised ~10 % to 6.8 mg/day.',
      'dose 6.2 -> 6.8 mg/day',
    ],
  ]);
  says('dx', [['Dx: M96.1, Z45.1. T85.615A suspected, not coded today', 'M96.1', 'Z45.1']]);
  says('next', [
    ['Botulinum toxin to the calf 07/30/2026, next 10/29/2027.\nReview 12/21/2026 for refill.', '2026-12-21'],
    ['Low res alarm / next refill: 12/22/2026 / 12/20/2026', '2026-12-20', 'alarm 2026-12-22'],
  ]);
  says('read', [
    ['CATHETER: intrathecal   tip T7   VOLUME: 0.160 mL\nDrug volume in reservoir: 7.5 mL', 'expected 7.5 mL'],
    ['Dose pre / post: 980 / 985 mcg/day', 'dose 980 mcg/day'],
  ]);
});

describe('dictation and short notes', () => {
  says('fill', [
    ['got it on the second stick pulled back 10.1 and put in 40 of lioresal', 'out 10.1 mL', 'in 40 mL', 'attempts 2'],
    ['w/d 6.9 cc, instl 40cc bac 2000mcg/cc', 'out 6.9 mL', 'in 40 mL'],
  ]);
  says('drug', [
    ['Filled with 40 mL of lioresal 2000 per ml', 'baclofen 2000 mcg/mL ?'],
    ['Refilled 20 mL morphine 20 mg/mL, lot MS-4418 (label on vial MS-4481)', 'morphine 20 mg/mL', 'lot MS-4418 ?'],
    [
      'In: 20 mL Lioresal 2000 mcg/mL diluted 1:1 with PF NaCl to 1000 mcg/mL',
      'baclofen 1000 mcg/mL',
      'from 2000 mcg/mL',
    ],
    [
      'Gablofen 2000 mcg/mL, one 20 mL single-dose vial, lot G9901\nGablofen 500 mcg/mL, one 20 mL single-dose vial, lot G8807',
      'baclofen 2000 mcg/mL',
      'sdv 1 x 20 mL',
      'lot G9901',
      'baclofen 500 mcg/mL',
      'sdv 1 x 20 mL',
      'lot G8807',
    ],
  ]);
  says('next', [['next visit february eighteenth twenty twenty-seven', '2027-02-18']]);
});

describe('exports of record systems and forms', () => {
  says('read', [
    ['Alarms, Before :  None\nDose Adjustment Made :  None', 'alarms none'],
    ['should have 6.6 mL left', 'expected 6.6 mL'],
    [
      'Pre-dose (mcg/day)        288.0\nPost-dose (mcg/day)       316.8\n% change                  10',
      'dose 288.0 mcg/day',
    ],
  ]);
  says('prog', [
    ['Dose adjusted to 4.5 mg/day from 4.25 mg/day.', 'dose 4.25 -> 4.5 mg/day'],
    ['Dose 410 mcg/day.\nPlanned: flip correction; increase to 450 mcg/day, refill 40 mL then.'],
    [
      'Pre-dose (mcg/day)        288.0\nPost-dose (mcg/day)       316.8\n% change                  10',
      'dose 288.0 -> 316.8 mcg/day',
    ],
  ]);
  says('fill', [
    ['2026-09-14 10:31  Refill: 20.0 ml, dose 836.4 -> 880.4 mcg/day'],
    ['Planned: refill 40 mL'],
    ['Pulled back: 2.0 mL\nPlaced in pump: 20 mL of the above syringe', 'out 2.0 mL', 'in 20 mL'],
    ['   Dose: 40 mL    Route: IT pump reservoir    Frequency: once', 'in 40 mL'],
    ['Aspirated 5.3 mL, 1 puncture. Filled 20 mL.', 'out 5.3 mL', 'in 20 mL', 'attempts 1'],
  ]);
  says('drug', [
    [
      'CURRENT RX   [ ] morphine ____  [x] hydromorphone 20 mg/mL  [x] bupivacaine 7.5 mg/mL  [ ] clonidine ____',
      'hydromorphone 20 mg/mL + bupivacaine 7.5 mg/mL',
    ],
    ['Filled 40 mL. Drug bought by: practice', 'practice'],
  ]);
  says('pump', [['Serial on card NGP410077H; programmer shows NGP410071H', 'sn NGP410077H ?', 'sn NGP410071H ?']]);
  says('exam', [['Site: L abdomen'], ['Site: CDI', 'CDI']]);
  says('observe', [
    ['A 22g needle was inserted through the template without difficulty.'],
    ['Disposition: returned to manufacturer'],
  ]);
  says('response', [['Pt reports mild stomach upset', 'Pt reports mild stomach upset'], ['Pt states name and DOB']]);
  says('by', [['Document generated by: Ida Scrivener, CMA 11/20/2026\nRENDERING:      Ottoline Vance MD', 'MD OV']]);

  it('takes the codes of ticked boxes, with the units behind their words', () => {
    const text =
      'Date of service: 11/20/2026\n[ ] 62367 analysis   [X] J2274 morphine PF 10 mg  x 40\n[ ] 99214   [X] 62370 refill w/ reprog\n';
    const [visit] = readChartText(text, codes).encounters;
    expect(visit!.codes.map(({ line }) => line)).toEqual(['J2274 x40', '62370']);
  });

  it('takes no refill visit below the head of a text for the day of the visit', () => {
    const text = `INFUSION RECORD\nStart 11/19/2026 08:40   Stop 11/19/2026 09:35\n${'Line of text.\n'.repeat(6)}alarm 2027-02-02, refill visit 2027-01-26\n`;
    expect(readChartText(text, codes).encounters[0]!.date).toBe('2026-11-19');
  });
});

describe('printouts with padded colons, labels of syringes and forms with round boxes', () => {
  says('drug', [
    ['  Lot / Exp   : PR7720 / 09-2027\n  Wasted      : 0 mL', 'lot PR7720', 'exp 2027-09', 'waste 0 mL'],
    ['Morphine Sulf 40 mg/mL\nBaclofen 100 mcg/mL\nqs 40 mL', 'morphine 40 mg/mL + baclofen 100 mcg/mL'],
    ['Filled 20 mL. Thrown away: 0 mL', 'waste 0 mL'],
    ['Filled 20 mL. Clinic bought $276.10', 'practice', 'invoice $276.10'],
  ]);
  says('fill', [
    ['  Dose/Vol    : 20 mL to pump reservoir', 'in 20 mL'],
    ['Took out: 4.0 mL      Put in: 20 mL\nTries: 1', 'out 4.0 mL', 'in 20 mL', 'attempts 1'],
    [
      'PROC  Needle (X) 22 ( ) 20   # sticks 2\nOut 3.3 mL    In 20 mL',
      'out 3.3 mL',
      'in 20 mL',
      'needle 22g',
      'attempts 2',
    ],
    ['Took baclofen 20 mg by mouth.'],
  ]);
  says('read', [['Alarm ( ) yes (X) no', 'alarms none']]);
  says('prog', [
    ['HM 3.10 mg/day up to 3.41 mg/day for back spasm', 'dose 3.10 -> 3.41 mg/day', 'reason "back spasm"'],
    ['HM 3.10 mg/day up to 3.41 mg/day with patient boluses'],
  ]);
  says('pump', [['Months left: 44', 'ERI 44 mo']]);
  says('response', [['Pain score: 4', '4']]);

  it('reads what went into the pump and the work below it in a list of drugs of an operation', () => {
    const text =
      'OPERATIVE REPORT\nDate of surgery: 08/18/2026\nProcedure: Implantation of intrathecal pump\nMEDS ON FIELD\nGablofen 500 mcg/mL 20 mL SDV x1 -> pump reservoir, lot GF0091\nBacitracin irrigation 500 mL\nPROGRAMMING: baclofen 75 mcg/day; alarms clear\n';
    const items = readChartText(text, codes).encounters[0]!.fields.map(({ key, item }) => `${key}: ${item}`);
    expect(items).toEqual(expect.arrayContaining(['drug: lot GF0091', 'after: dose 75 mcg/day', 'after: alarms none']));
    expect(items.join()).not.toContain('500 mL');
  });

  it('keeps the groups of a sheet out of the titles of their rows if they are sections', () => {
    const text =
      'Row Name            11/20/26 0915     09/29/26 1002\nAssessment\n  Pocket              Flat              Red\n  Tolerated           Well              Well\n';
    const items = readChartText(`Date of service: 11/20/2026\n${text}`, codes).encounters[0]!.fields;
    expect(items.map(({ key, item }) => `${key}: ${item}`)).toEqual(['exam: Flat', 'observe: Well']);
  });
});
