/** A malformed file: names the file, the field, what was expected and what was found. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(file: string, field: string, expected: string, found: string) {
    // Names and parts of a file may hold anything, and one sentence is one line.
    super(`${file}: ${field}: expected ${expected}, found ${found}`.replace(/\p{Cc}+/gu, ' '));
    this.file = file;
    this.field = field;
    this.expected = expected;
    this.found = found;
  }
}
