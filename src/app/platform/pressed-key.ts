/** What a keyboard event tells of its key; `code` is empty where the device does not tell the key's place. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code'>;

/** Of a Latin keyboard, or a key that has a name: Enter, ArrowLeft. Also `é` and `ß`. */
const LATIN = /^[\p{ASCII}\p{Script=Latin}]+$/u;
/** What a browser says where an input method or the system has the key. */
const NO_KEY: readonly string[] = ['Unidentified', 'Process'];
const DIGIT = /^\p{Nd}$/u;
/** Of the row above the letters, and of the keypad. */
const DIGIT_PLACE = /^(?:Digit|Numpad)(\d)$/;
/** Serbian has the letters of QWERTZ in Cyrillic: what it writes in the places where QWERTY has Y and Z. */
const CYRILLIC_QWERTZ: Readonly<Record<string, string>> = { 'KeyY з': 'z', 'KeyZ ѕ': 'y' };
const LETTER_PLACE = /^Key([A-Z])$/;
/** Other places that keys of this app have, and what a keyboard of Latin letters has there. */
const PLACES: Readonly<Record<string, string>> = {
  Equal: '=',
  Minus: '-',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  Space: ' ',
};

/**
 * What a key means to a shortcut, whatever the keyboard writes: the key itself, a letter in lower case, on a
 * Latin layout (so that Z is where Dvorak, AZERTY and QWERTZ have it); what a Latin keyboard has in its place
 * on Cyrillic, Greek, Arabic, Hebrew and other layouts; and 0 to 9 for the digits of any script.
 */
export function latinKey({ key, code }: PressedKey): string {
  const digit = valueOfDigit(key);
  if (digit !== undefined) return String(digit);
  if (LATIN.test(key) && !NO_KEY.includes(key)) return key.length === 1 ? key.toLowerCase() : key;
  const letter =
    CYRILLIC_QWERTZ[`${code} ${key.toLowerCase()}`] ?? LETTER_PLACE.exec(code)?.[1]?.toLowerCase();
  return letter ?? DIGIT_PLACE.exec(code)?.[1] ?? PLACES[code] ?? key;
}

/** What a press tells of the digit that it stands for. */
type DigitPress = PressedKey &
  Pick<KeyboardEvent, 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * The digit that a key stands for: of any script, and in the row above the letters also where a layout
 * (AZERTY, Czech) has digits only with Shift there.
 */
export function digitOf(press: DigitPress): number | undefined {
  const digit = valueOfDigit(press.key);
  // Linux and Firefox tell of AltGr in no other way.
  if (digit !== undefined || press.shiftKey || press.getModifierState?.('AltGraph')) return digit;
  const place = /^Digit(\d)$/.exec(press.code)?.[1];
  return place === undefined ? valueOfDigit(latinKey(press)) : Number(place);
}

/** Unicode has the ten digits of a script one after the other, from zero; runs that touch are whole, too. */
function valueOfDigit(character: string): number | undefined {
  if (!DIGIT.test(character)) return undefined;
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}
