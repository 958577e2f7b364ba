// Bytes of exported files, in the encodings that systems write.
import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../../server/src/project/decode-source';

const TEXT = 'DOS,CPT,Drug\r\n11/20/2026,J7999,"Morphine 400 µg – é"\r\n';
const utf16 = (text: string, swap = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return swap ? bytes.swap16() : bytes;
};

describe('a source', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), `\ufeff${TEXT}`],
    ['UTF-16 LE with a mark', utf16(`\ufeff${TEXT}`), `\ufeff${TEXT}`],
    ['UTF-16 BE with a mark', utf16(`\ufeff${TEXT}`, true), `\ufeff${TEXT}`],
    ['UTF-16 LE', utf16(TEXT), TEXT],
    ['UTF-16 BE', utf16(TEXT, true), TEXT],
    ['the Windows code page', Buffer.from([...TEXT].map(sign => (sign === '–' ? 0x96 : sign.charCodeAt(0)))), TEXT],
    ['a network frame', Buffer.from('\u000bMSH|^~\\&|A\r\u001c\r'), '\u000bMSH|^~\\&|A\r\u001c\r'],
  ])('is read in %s', (_, bytes, text) => {
    expect(decodeSource(bytes)).toEqual({ text });
  });

  it.each<[string, Uint8Array]>([
    ['a workbook', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000')],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['rich text', Buffer.from('{\\rtf1 text}')],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ['noise', Uint8Array.from({ length: 600 }, (_, i) => (i * 73 + 11) % 256)],
    ['zeros', new Uint8Array(64)],
  ])('is refused if it is %s', (_, bytes) => {
    expect(decodeSource(bytes)).toMatchObject({ problem: expect.stringMatching(/^line 1: .*expected text$/) });
  });
});
