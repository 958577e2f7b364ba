/** Checksums of gzip files and of the members of a zip. */

export function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return ~crc >>> 0;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const MEMBER = 0x02014b50;
/** Length of the last record of a zip without its comment. */
const END_LENGTH = 22;

/** The checksums that the directory of a zip states of its members, in its order; none if it has no directory. */
export function zipChecksums(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksums: number[] = [];
  let at = directoryOf(view);
  while (at !== undefined && at + 46 <= view.byteLength && view.getUint32(at, true) === MEMBER) {
    checksums.push(view.getUint32(at + 16, true));
    at += 46 + [28, 30, 32].reduce((length, field) => length + view.getUint16(at! + field, true), 0);
  }
  return checksums;
}

/** Where the directory begins. */
function directoryOf(view: DataView): number | undefined {
  let end = view.byteLength - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < 0) return undefined;
  const begins = view.getUint32(end + 16, true);
  if (begins !== 0xffffffff || end < 12) return begins;
  // A zip of more than 4 GB or 65,535 members states the place in a longer record.
  const longer = view.getUint32(end - 12, true);
  const isThere = longer + 56 <= view.byteLength && view.getUint32(longer, true) === END_OF_DIRECTORY_64;
  return isThere ? view.getUint32(longer + 48, true) : undefined;
}
