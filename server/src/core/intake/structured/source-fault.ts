/**
 * A structured file that cannot be read whole. Its sentence names the place and what is expected there, and repeats
 * nothing of the file.
 */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
}
