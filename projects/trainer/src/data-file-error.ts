/** A file of images or labels that cannot be used; the message names it. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}
