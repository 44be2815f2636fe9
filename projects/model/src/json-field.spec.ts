import { FormatError } from './format-error.ts';
import { JsonField, parseJson } from './json-field.ts';

const field = (value: unknown): JsonField => new JsonField('f.json', value);

/** Field, expectation and finding of the error that is thrown. */
function complaint(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.file).toBe('f.json');
    return [error.field, error.expected, error.found];
  }
  return [];
}

describe('JsonField', () => {
  it('names where a value stands', () => {
    const file = field({ a: [{ b: 1 }, [2, 3]] });
    const [first, second] = file.get('a').items();
    expect(first?.get('b').error('x').message).toBe('f.json: a[0].b: expected x, found 1');
    expect(second?.items()[1]?.error('x').message).toBe('f.json: a[1][1]: expected x, found 3');
    expect(file.get('c').error('x').message).toBe('f.json: c: expected x, found nothing');
    expect(field(7).error('x', 'y').message).toBe('f.json: the file: expected x, found y');
    expect(field(7).error('x').name).toBe('FormatError');
  });

  it('knows which members there are', () => {
    const object = field({ a: null, b: undefined });
    expect([object.has('a'), object.has('b'), object.has('c')]).toEqual([true, false, false]);
  });

  it('takes an object for its members only', () => {
    const object = { a: 1 };
    expect(field(object).record()).toBe(object);
    for (const [value, found] of [
      [null, 'null'],
      [[], '[]'],
      ['a', '"a"'],
      [undefined, 'nothing'],
    ] as const) {
      expect(complaint(() => field(value).record())).toEqual(['the file', 'an object', found]);
    }
  });

  it('refuses fields that nobody knows', () => {
    const object = field({ epochs: 5, epohcs: 6 });
    expect(
      complaint(() => {
        object.onlyKeys('epochs', 'batch');
      }),
    ).toEqual(['epohcs', 'no such field; there are epochs, batch', '6']);
    expect(
      complaint(() => {
        object.onlyKeys('epohcs', 'epochs', 'batch');
      }),
    ).toEqual([]);
  });

  it('takes numbers that are finite and within the limits', () => {
    expect([-1e300, 0, 1.5].map((value) => field(value).number())).toEqual([-1e300, 0, 1.5]);
    expect([2, 2.5, 3].map((value) => field(value).number(2, 3))).toEqual([2, 2.5, 3]);
    for (const value of [1.99, 3.01]) {
      expect(complaint(() => field(value).number(2, 3))).toEqual([
        'the file',
        'a finite number from 2 to 3',
        `${value}`,
      ]);
    }
    expect(complaint(() => field(1).number(2))[1]).toBe('a finite number of at least 2');
    for (const [value, found] of [
      [Infinity, 'Infinity'],
      [-Infinity, '-Infinity'],
      [NaN, 'NaN'],
      ['1', '"1"'],
      [undefined, 'nothing'],
    ] as const) {
      expect(complaint(() => field(value).number())[1]).toBe('a finite number');
      expect(complaint(() => field(value).number())[2]).toBe(found);
    }
  });

  it('takes whole numbers within the limits, as far as numbers are exact', () => {
    expect([2, 3, 4].map((value) => field(value).integer(2, 4))).toEqual([2, 3, 4]);
    expect(field(2 ** 53 - 1).integer(0)).toBe(2 ** 53 - 1);
    for (const value of [1, 5, 2.5, '3', null]) {
      const expected = 'a whole number from 2 to 4';
      expect(complaint(() => field(value).integer(2, 4))[1]).toBe(expected);
    }
    expect(complaint(() => field(2 ** 53).integer(0))[1]).toBe('a whole number of at least 0');
  });

  it('takes one of some values', () => {
    expect(field('b').oneOf('a', 'b')).toBe('b');
    expect(complaint(() => field('1').oneOf<string | number>(1, 'x'))).toEqual([
      'the file',
      '1 or "x"',
      '"1"',
    ]);
  });

  it('takes an array of the sizes that belong there', () => {
    expect(
      complaint(() => {
        field([2, 3]).shape(2, 3);
      }),
    ).toEqual([]);
    for (const value of [[3, 2], [2], [2, 3, 1], [2, 4]]) {
      const found = JSON.stringify(value);
      expect(
        complaint(() => {
          field(value).shape(2, 3);
        }),
      ).toEqual(['the file', '[2, 3]', found]);
    }
    expect(
      complaint(() => {
        field([2, 0]).shape(2, 0);
      })[0],
    ).toBe('[1]');
  });

  it('shows the first 60 characters of what was found', () => {
    const [fits, long] = ['a'.repeat(58), 'b'.repeat(59)];
    expect(field(fits).error('x').found).toBe(`"${fits}"`);
    expect(field(long).error('x').found).toBe(`"${long}…`);
  });
});

describe('parseJson', () => {
  it('takes text whose mark is still there, as Node reads it', () => {
    expect(parseJson('\uFEFF{"a": 1}', 'w.json')).toEqual({ a: 1 });
  });

  it('shows what is no JSON, and why', () => {
    const [name, expected, found] = complaint(() => parseJson('{"a": 1,}', 'f.json'));
    expect([name, expected]).toEqual(['the file', 'JSON']);
    expect(found).toMatch(/^"\{\\"a\\": 1,\}" \(SyntaxError: .+\)$/);
  });

  it('takes a mark away where a text begins, and nowhere else', () => {
    expect(parseJson('\uFEFF"a\uFEFF"', 'f.json')).toBe('a\uFEFF');
    expect(complaint(() => parseJson(' \uFEFF1', 'f.json'))[1]).toBe('JSON');
  });
});
