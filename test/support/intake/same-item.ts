// When two items say the same, whatever the spelling: units, decimals, brands, arrows.
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gablofen|lioresal)\b/g, 'baclofen'],
  [/\b(?:infumorph|duramorph|mitigo)\b/g, 'morphine'],
  [/\bmorphine (?:sulfate|sulphate)\b/g, 'morphine'],
  [/\bprialt\b/g, 'ziconotide'],
  [/\bdilaudid\b/g, 'hydromorphone'],
];
const PLACED_ONLY = new Set(['exam', 'assess', 'em', 'response', 'observe', 'event']);

/** Whether a fact is judged by its place alone: free words, reasons, logs, modes and alarms that are there. */
export function placedOnly(key: string, item: string): boolean {
  return (
    PLACED_ONLY.has(key) ||
    /^(?:reason|log|mode|bolus|bridge)\b/.test(item) ||
    (item.startsWith('alarms') && item !== 'alarms none')
  );
}

/** Of a bolus or a bridge the amount has to be there. */
export function amountIn(item: string): string | undefined {
  const amount = /^(?:bolus|bridge) ([\d.]+) ?(\w+)/.exec(item);
  return amount ? `${Number(amount[1])}${amount[2]!.toLowerCase()}` : undefined;
}

export function sameItem(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(item: string): string {
  let text = item
    .toLowerCase()
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll(/\bcc\b/g, 'ml')
    .replaceAll(/\bug\b/g, 'mcg');
  for (const [brand, name] of BRANDS) text = text.replaceAll(brand, name);
  return text
    .replaceAll(/(\d),(?=\d{3})/g, '$1')
    .replaceAll(/\s*(?:->|=>|→)\s*/g, '->')
    .replaceAll(/([\d.]+) ?%/g, (_, n: string) => `${number(Number(n) * 10)}mg/ml`)
    .replaceAll(/([\d.]+) ?mcg\/(ml|day)/g, (_, n: string, per: string) => `${number(Number(n) / 1000)}mg/${per}`)
    .replaceAll(/([\d.]+) ?mcg\/h\b/g, (_, n: string) => `${number((Number(n) * 24) / 1000)}mg/day`)
    .replaceAll(
      /([\d.]+)->([\d.]+) ?mcg\/(ml|day)/g,
      (_, x: string, y: string, per: string) => `${number(+x / 1000)}->${number(+y / 1000)}mg/${per}`,
    )
    .replace(/([\d.]+)->([\d.]+)mg/, (all, x: string, y: string) =>
      item.includes('mcg') ? `${number(+x / 1000)}->${y}mg` : all,
    )
    .replaceAll(/(?<![\w.-])\d+\.\d+(?=->)|(?<=->)\d+\.\d+|(?<![\w.-])\d+\.\d+(?![\w.-]*-)/g, n => number(Number(n)))
    .replace(/^(exp \d{4}-\d{2})-(?:28|29|30|31)$/, '$1')
    .replace(/^needle (\d+)(?:g|ga| gauge)?.*$/, 'needle $1g')
    .replace(/^(?:medtronic|flowonix|codman) /, '')
    .replace(/^in (?:medtronic|flowonix|codman) /, 'in ')
    .replaceAll(/\s+/g, '');
}

function number(n: number): string {
  return String(Number(n.toPrecision(12)));
}
