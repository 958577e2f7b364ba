import path from 'node:path';

const SCHEME = 'file://';

/**
 * What a note is called in the core's workspace. A note on disk has its address there, with nothing escaped, as the server calls it too:
 * encounters of one patient and day stand in the order of these names, so both must sort alike. Any other note has the name that was given.
 */
export function toUri(file: string): string {
  if (!path.isAbsolute(file)) return file;
  const slashed = file.split(path.sep).join('/');
  return `${SCHEME}${slashed.startsWith('/') ? '' : '/'}${slashed}`;
}

/** The file that a note of the workspace is, absolute; else its name, NUL and a number left out where there are several of that name. */
export function fromUri(address: string): string {
  if (!address.startsWith(SCHEME)) return address.split('\0', 1)[0]!;
  const slashed = address.slice(SCHEME.length);
  return path.normalize(/^\/[A-Za-z]:/.test(slashed) && path.sep === '\\' ? slashed.slice(1) : slashed);
}
