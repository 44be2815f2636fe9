/** The key of a keyboard event; `code` is empty if the device does not report the key's position. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code'>;

/** A key of a Latin keyboard, such as `é` and `ß`, or a named key: Enter, ArrowLeft. */
const LATIN = /^[\p{ASCII}\p{Script=Latin}]+$/u;
/** What browsers report if an input method or the system handles the key. */
const NO_KEY: readonly string[] = ['Unidentified', 'Process'];
const DIGIT = /^\p{Nd}$/u;
/** Positions of the digits: the row above the letters, and the keypad. */
const DIGIT_PLACE = /^(?:Digit|Numpad)(\d)$/;
/** Serbian Cyrillic follows QWERTZ: what it types at the positions of QWERTY's Y and Z. */
const CYRILLIC_QWERTZ: Readonly<Record<string, string>> = { 'KeyY з': 'z', 'KeyZ ѕ': 'y' };
const LETTER_PLACE = /^Key([A-Z])$/;
/** Other positions used by the app's shortcuts, and what a Latin keyboard has there. */
const PLACES: Readonly<Record<string, string>> = {
  Equal: '=',
  Minus: '-',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  Space: ' ',
};

/**
 * What a key means to a shortcut, on any keyboard layout. On a Latin layout, the key itself, letters in lower case (so
 * that Z is where Dvorak, AZERTY and QWERTZ have it). On Cyrillic, Greek, Arabic, Hebrew and other layouts, what a Latin
 * keyboard has in the same position. For the digits of any script, 0 to 9.
 */
export function latinKey({ key, code }: PressedKey): string {
  const digit = valueOfDigit(key);
  if (digit !== undefined) return String(digit);
  if (LATIN.test(key) && !NO_KEY.includes(key)) return key.length === 1 ? key.toLowerCase() : key;
  const letter =
    CYRILLIC_QWERTZ[`${code} ${key.toLowerCase()}`] ?? LETTER_PLACE.exec(code)?.[1]?.toLowerCase();
  return letter ?? DIGIT_PLACE.exec(code)?.[1] ?? PLACES[code] ?? key;
}

/** A key press that may stand for a digit. */
type DigitPress = PressedKey &
  Pick<KeyboardEvent, 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * The digit that a key stands for, in any script. In the row above the letters also on layouts that have digits there
 * only with Shift (AZERTY, Czech).
 */
export function digitOf(press: DigitPress): number | undefined {
  const digit = valueOfDigit(press.key);
  // Linux and Firefox report AltGr in no other way.
  if (digit !== undefined || press.shiftKey || press.getModifierState?.('AltGraph')) return digit;
  const place = /^Digit(\d)$/.exec(press.code)?.[1];
  return place === undefined ? valueOfDigit(latinKey(press)) : Number(place);
}

/** Unicode lists the ten digits of a script in order, from zero; where runs of digits touch, each is complete. */
function valueOfDigit(character: string): number | undefined {
  if (!DIGIT.test(character)) return undefined;
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}
