import { digitOf, latinKey } from './pressed-key.ts';

const LAYOUTS: readonly (readonly [layout: string, key: string, code: string, means: string])[] = [
  ['QWERTY', 'z', 'KeyZ', 'z'],
  ['with Shift or Caps Lock', 'Z', 'KeyZ', 'z'],
  ['QWERTZ', 'z', 'KeyY', 'z'],
  ['QWERTZ', 'y', 'KeyZ', 'y'],
  ['AZERTY', 'z', 'KeyW', 'z'],
  ['AZERTY', 'w', 'KeyZ', 'w'],
  ['Dvorak', 'z', 'Slash', 'z'],
  ['Dvorak', ';', 'KeyZ', ';'],
  ['Bépo', 'à', 'KeyZ', 'à'],
  ['Russian', 'я', 'KeyZ', 'z'],
  ['Russian', 'Я', 'KeyZ', 'z'],
  ['Ukrainian', 'н', 'KeyY', 'y'],
  ['Serbian', 'з', 'KeyY', 'z'],
  ['Serbian with Shift', 'Ѕ', 'KeyZ', 'y'],
  ['Macedonian', 'з', 'KeyZ', 'z'],
  ['Macedonian', 'ѕ', 'KeyY', 'y'],
  ['Greek', 'ζ', 'KeyZ', 'z'],
  ['Greek', 'Υ', 'KeyY', 'y'],
  ['Arabic', 'ئ', 'KeyZ', 'z'],
  ['Arabic, two letters on a key', 'لا', 'KeyB', 'b'],
  ['Hebrew', 'ז', 'KeyZ', 'z'],
  ['Korean', 'ㅋ', 'KeyZ', 'z'],
  ['Thai', 'ผ', 'KeyZ', 'z'],
  ['an input method has the key', 'Process', 'KeyZ', 'z'],
  ['the system has no name for it', 'Unidentified', 'KeyY', 'y'],
  ['a key on screen', 'я', '', 'я'],
  ['Devanagari', 'ृ', 'Equal', '='],
  ['Arabic, keypad', '٧', 'Numpad7', '7'],
  ['Persian, Shift and space', '\u200c', 'Space', ' '],
  ['Bépo, Shift and space', '\u00a0', 'Space', ' '],
  ['named', 'ArrowLeft', 'Numpad4', 'ArrowLeft'],
  ['a dead key of a Latin layout', 'Dead', 'KeyY', 'Dead'],
];

describe('latinKey', () => {
  for (const [layout, key, code, means] of LAYOUTS) {
    it(`treats ${key} at ${code || 'no place'} (${layout}) as ${means}`, () => {
      expect(latinKey({ key, code })).toBe(means);
    });
  }
});

describe('digitOf', () => {
  const digit = (key: string, code = '', shiftKey = false): number | undefined =>
    digitOf({ key, code, shiftKey });

  it('recognises the digits of any script', () => {
    const zeros = ['0', '٠', '۰', '०', '০', '๐', '០', '၀', '߀', '０', '𝟘', '𞥐'];
    for (const zero of zeros) {
      const digits = Array.from({ length: 10 }, (_, value) =>
        String.fromCodePoint((zero.codePointAt(0) ?? 0) + value),
      );
      expect(digits.map((key) => digit(key)))
        .withContext(zero)
        .toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it("accepts AZERTY's digit row, with Shift and without", () => {
    const row = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç'];
    expect(row.map((key, value) => digit(key, `Digit${value}`))).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
    expect(digit('7', 'Digit7', true)).toBe(7);
    expect(digit('š', 'Digit3')).withContext('Czech').toBe(3);
  });

  it('ignores what AltGr makes of a digit, where a system does not report Alt with it', () => {
    const withAltGr = (key: string): number | undefined => {
      const getModifierState = (modifier: string): boolean => modifier === 'AltGraph';
      return digitOf({ key, code: 'Digit7', shiftKey: false, getModifierState });
    };
    expect(withAltGr('{')).toBeUndefined();
    expect(withAltGr('7')).toBe(7);
  });

  it('ignores what Shift makes of a digit, and other keys', () => {
    expect(digit('!', 'Digit1', true)).toBeUndefined();
    expect(digit('٬', 'Digit2', true))
      .withContext('Persian')
      .toBeUndefined();
    expect(digit('Home', 'Numpad7')).toBeUndefined();
    expect(digit('q', 'KeyQ')).toBeUndefined();
    expect(digit('²', 'Backquote')).toBeUndefined();
  });
});
