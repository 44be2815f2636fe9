import { FormatError } from './format-error.ts';

/**
 * A value in a parsed JSON file that knows its own path, so that every check can name file and field. All readers
 * throw `FormatError`.
 */
export class JsonField {
  private readonly file: string;
  private readonly path: string;
  readonly value: unknown;

  constructor(file: string, value: unknown, path = '') {
    this.file = file;
    this.value = value;
    this.path = path;
  }

  /** A named member; the value must be an object. */
  get(name: string): JsonField {
    const path = this.path === '' ? name : `${this.path}.${name}`;
    return new JsonField(this.file, this.record()[name], path);
  }

  /** Whether this object has a defined member of that name. */
  has(name: string): boolean {
    return this.record()[name] !== undefined;
  }

  /** The elements of an array. */
  items(): JsonField[] {
    if (!Array.isArray(this.value)) throw this.error('an array');
    return this.value.map(
      (item: unknown, index) => new JsonField(this.file, item, `${this.path}[${index}]`),
    );
  }

  /** Refuses any other members, because a misspelt one would be ignored otherwise. */
  onlyKeys(...allowed: readonly string[]): void {
    const unknown = Object.keys(this.record()).find((key) => !allowed.includes(key));
    if (unknown === undefined) return;
    throw this.get(unknown).error(`no such field; there are ${allowed.join(', ')}`);
  }

  /** The members of an object. */
  record(): Record<string, unknown> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) {
      throw this.error('an object');
    }
    return this.value as Record<string, unknown>;
  }

  string(): string {
    if (typeof this.value !== 'string') throw this.error('a string');
    return this.value;
  }

  /** A finite number within the limits (inclusive). */
  number(minimum = -Infinity, maximum = Infinity): number {
    const { value } = this;
    if (
      typeof value !== 'number' ||
      !Number.isFinite(value) ||
      value < minimum ||
      value > maximum
    ) {
      throw this.error(`a finite number${limits(minimum, maximum)}`);
    }
    return value;
  }

  /** A whole number within the limits (inclusive). */
  integer(minimum: number, maximum = Infinity): number {
    const { value } = this;
    const isInteger = typeof value === 'number' && Number.isSafeInteger(value);
    if (!isInteger || value < minimum || value > maximum) {
      throw this.error(`a whole number${limits(minimum, maximum)}`);
    }
    return value;
  }

  /** One of the given literals. */
  oneOf<T extends string | number>(...allowed: readonly T[]): T {
    const match = allowed.find((literal) => literal === this.value);
    if (match === undefined) throw this.error(allowed.map((l) => JSON.stringify(l)).join(' or '));
    return match;
  }

  /** An array of exactly these whole numbers. */
  shape(...expected: readonly number[]): void {
    const sizes = this.items().map((item) => item.integer(1));
    if (sizes.length !== expected.length || sizes.some((size, i) => size !== expected[i])) {
      throw this.error(`[${expected.join(', ')}]`);
    }
  }

  error(expected: string, found = describe(this.value)): FormatError {
    return new FormatError(this.file, this.path === '' ? 'the file' : this.path, expected, found);
  }
}

/**
 * Parses JSON text, with or without a byte order mark. Throws `FormatError` when it is not JSON (cut off, HTML,
 * empty).
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    // JSON.parse only throws SyntaxError, whose message contains the position.
    throw new FormatError(file, 'the file', 'JSON', `${describe(text)} (${String(error)})`);
  }
}

function limits(minimum: number, maximum: number): string {
  if (maximum !== Infinity) return ` from ${minimum} to ${maximum}`;
  return minimum === -Infinity ? '' : ` of at least ${minimum}`;
}

const SHOWN_CHARACTERS = 60;

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  // Infinity and NaN are not JSON; they can only come from a program, so that the error should name them.
  const text = typeof value === 'number' ? String(value) : jsonOf(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // RangeError: JSON that was parsed without recursion may be nested too deeply for writing, which recurses.
    return 'something that is nested too deeply';
  }
}
