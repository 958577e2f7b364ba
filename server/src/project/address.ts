/**
 * Addresses of files and folders: the one spelling by which the project and the core's workspace know them. A file of
 * this machine is `file://` and its path with forward slashes, with nothing escaped; any other address is kept as the
 * client spells it.
 */

const ADDRESS = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/]*))?(.*)$/is;

/**
 * The address for a URI. Clients and systems spell one file in many ways (`file:///c%3A/day.encounter`,
 * `file://localhost/C:/./day.encounter`), and one file must not become two notes.
 */
export function addressOf(uri: string): string {
  const [, scheme = '', authority = '', rest = ''] = ADDRESS.exec(uri) ?? [];
  if (scheme.toLowerCase() !== 'file') return uri;
  const host = authority.toLowerCase() === 'localhost' ? '' : authority.toLowerCase();
  const path = normalize(decode(rest));
  return `file://${host}${path.replace(/^\/([A-Za-z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`)}`;
}

/** The folder that a file or folder is in; undefined for the topmost. */
export function parentOf(address: string): string | undefined {
  const { origin, path } = split(address);
  if (path === '' || path === '/') return undefined;
  return origin + (path.slice(0, path.lastIndexOf('/')) || '/');
}

export function nameOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

/** @param path a name, or several with slashes between */
export function childOf(folder: string, path: string): string {
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}

/** Whether an address is in a folder or, with equal addresses, is the folder. */
export function isWithin(address: string, folder: string): boolean {
  return address === folder || address.startsWith(childOf(folder, ''));
}

/** The path from a folder to what is in it; undefined for anything else. */
export function relativeTo(folder: string, address: string): string | undefined {
  const prefix = childOf(folder, '');
  return address.startsWith(prefix) && address.length > prefix.length ? address.slice(prefix.length) : undefined;
}

/** A path with forward slashes, as an address. @param folder what a relative path starts from */
export function resolveFrom(folder: string, path: string): string {
  const { origin, path: base } = split(folder);
  if (/^[A-Za-z]:\//.test(path)) return origin + normalize(`/${path}`);
  return origin + normalize(path.startsWith('/') ? path : `${base}/${path}`);
}

function split(address: string): { readonly origin: string; readonly path: string } {
  const at = address.indexOf('/', (/^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0] ?? '').length);
  return at < 0 ? { origin: address, path: '' } : { origin: address.slice(0, at), path: address.slice(at) };
}

/** Removes empty and `.` segments, and resolves `..`. */
function normalize(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not percent-encoded correctly: keep the spelling
  }
}
