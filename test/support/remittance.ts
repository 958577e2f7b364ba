/** An X12 835 of these segments, with the envelope and the counts that belong to it. */
export function remittanceFile(body: readonly string[], trace = '1'): string {
  const set = [
    'ST*835*0001',
    'BPR*I*100*C*CHK************20261215',
    `TRN*1*${trace}*1999999999`,
    'DTM*405*20261215',
    'N1*PR*PAYER',
    'N1*PE*PRACTICE*XX*1234567893',
    'LX*1',
    ...body,
  ];
  const isa = ['00', ' '.repeat(10), '00', ' '.repeat(10), 'ZZ', 'PAYER'.padEnd(15), 'ZZ', 'PRACTICE'.padEnd(15)];
  return [
    `ISA*${isa.join('*')}*261215*0000*^*00501*000000001*0*P*:`,
    'GS*HP*PAYER*PRACTICE*20261215*0000*1*X*005010X221A1',
    ...set,
    `SE*${set.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~\n');
}

export interface PaidLineText {
  readonly code: string;
  readonly charge?: number;
  readonly paid?: number;
  /** `CO*97*95` */
  readonly cas?: readonly string[];
  readonly remarks?: readonly string[];
  readonly date?: string;
}

/** The segments of one claim. The patient has a name, which must not come out anywhere. */
export function paidClaim(number: string, lines: readonly PaidLineText[], status = '1'): string[] {
  return [
    `CLP*${number}*${status}*500*100**12*PAYER-1*11`,
    'NM1*QC*1*DOE*JANE****MI*MEMBER77',
    ...lines.flatMap(({ code, charge = 100, paid = 0, cas = [], remarks = [], date = '20261120' }) => [
      `SVC*HC:${code}*${charge}*${paid}**1`,
      ...(date ? [`DTM*472*${date}`] : []),
      ...cas.map(one => `CAS*${one}`),
      ...remarks.map(one => `LQ*HE*${one}`),
    ]),
  ];
}
