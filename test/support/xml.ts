/** An element of an XML text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function elementOf(name: string, attributes: string): Element {
  const pairs = [...attributes.matchAll(/([A-Za-z][\w.-]*)="([^"]*)"/g)].map(
    ([, key = '', value = '']) => [key, unescaped(value)] as const,
  );
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`);
  return { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
}

/**
 * Reads an XML text without DTD, comments and namespaces, strictly: it throws on anything that is not well-formed,
 * characters that XML 1.0 cannot hold among it.
 */
export function parseXml(xml: string): Element {
  const odd = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (odd) throw new Error(`U+${odd[0].codePointAt(0)!.toString(16)} at ${odd.index} is no character of XML`);
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(xml);
  if (!declaration) throw new Error('there is no declaration');
  return onlyChild(readElements(xml, declaration[0].length));
}

/** An element without a name that holds those of the text from an offset on. */
function readElements(xml: string, from: number): Element {
  const document: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  token.lastIndex = from;
  let end = token.lastIndex;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    end = token.lastIndex;
    const [, closing, name = '', attributes = '', empty, text] = match;
    const inside = open.at(-1)!;
    if (text !== undefined) inside.text += unescaped(text);
    else if (closing) {
      if (open.pop()!.name !== name || attributes || empty)
        throw new Error(`</${name}> closes nothing at ${match.index}`);
    } else {
      const element = elementOf(name, attributes);
      inside.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (end < xml.length || open.length > 1) throw new Error(`this is not well-formed at ${end}`);
  return document;
}

function onlyChild({ children: [top, ...more], text }: Element): Element {
  if (!top || more.length || text.trim()) throw new Error('there is not one element');
  return top;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+))?;?/g, (whole, code: string | undefined, name: string | undefined) => {
    const char = code ? String.fromCodePoint(Number(code)) : NAMED[name ?? ''];
    if (char === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no reference`);
    return char;
  });
}
