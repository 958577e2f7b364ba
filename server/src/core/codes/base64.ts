/** Standard base64 with padding, as the data files hold bytes. The core has neither `atob` nor `Buffer`. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))));

export function decodeBase64(text: string): Uint8Array {
  const padding = Number(text.endsWith('=')) + Number(text.endsWith('=='));
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const value = (at: number): number => VALUES[text.charCodeAt(at)]!;
  for (let from = 0, to = 0; from < text.length; from += 4) {
    const group = (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3);
    bytes[to++] = group >> 16;
    if (to < bytes.length) bytes[to++] = (group >> 8) & 255;
    if (to < bytes.length) bytes[to++] = group & 255;
  }
  return bytes;
}
