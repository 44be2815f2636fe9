/** What an option's value may be. */
export interface ValueKind<T> {
  /** In words: `a whole number from 1 to 32`. */
  readonly expected: string;
  /** The value that a text stands for; undefined for none that is allowed. */
  readonly parse: (text: string) => T | undefined;
}

/** What each of an option's values may be, and how many of them. */
export interface ListKind<T> extends ValueKind<T> {
  readonly most: number;
}

/** Any text but the empty one; what begins with `-` is an option whose value is missing before it. */
export function textOf(expected: string): ValueKind<string> {
  return { expected, parse: (text) => (text === '' || text.startsWith('-') ? undefined : text) };
}

/** One or more such texts. */
export function textsOf(expected: string, most: number): ListKind<string> {
  return { expected: `1 to ${most} ${expected}`, most, parse: textOf(expected).parse };
}

/** A whole number, written in digits. */
export function wholeNumber(smallest: number, largest: number): ValueKind<number> {
  return {
    expected: `a whole number from ${smallest} to ${largest}`,
    parse: (text) => {
      const value = Number(text);
      return /^\d+$/.test(text) && value >= smallest && value <= largest ? value : undefined;
    },
  };
}

/** One or more whole numbers, written in digits. */
export function wholeNumbers(most: number, smallest: number, largest: number): ListKind<number> {
  const { parse } = wholeNumber(smallest, largest);
  const expected = `1 to ${most} whole numbers from ${smallest} to ${largest}`;
  return { expected, most, parse };
}

/** A number above 0, as JavaScript writes numbers. */
export function positiveNumber(largest: number): ValueKind<number> {
  return {
    expected: `a number above 0, at most ${largest}`,
    parse: (text) => {
      const value = Number(text);
      return value > 0 && value <= largest ? value : undefined;
    },
  };
}

/** One of some names, each of which stands for a value. */
export function oneOf<T>(expected: string, names: Readonly<Record<string, T>>): ValueKind<T> {
  return {
    expected,
    parse: (text) => (Object.hasOwn(names, text) ? names[text] : undefined),
  };
}
