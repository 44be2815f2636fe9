/** A malformed file: names the file, the field, what was expected and what was found. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(file: string, field: string, expected: string, found: string) {
    super(`${file}: ${field}: expected ${expected}, found ${found}`);
    this.file = file;
    this.field = field;
    this.expected = expected;
    this.found = found;
  }
}
