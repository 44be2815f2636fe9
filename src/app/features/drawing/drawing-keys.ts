import { digitOf, latinKey, type PressedKey } from '../../platform/pressed-key.ts';

/** What a key does while the paper has the focus. */
export type PaperCommand =
  { readonly kind: 'clear' } | { readonly kind: 'sample'; readonly digit: number };

/** The part of a keyboard event that decides. */
export type KeyPress = PressedKey &
  Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * Whether a key undoes or redoes, wherever the focus is: Control (or Command) Z undoes; with Shift, and
 * Control Y, redoes.
 * @returns undefined for other keys
 */
export function historyStepOf(press: KeyPress): 'undo' | 'redo' | undefined {
  // Alt with Control is AltGr on Windows, which types characters.
  if (press.altKey || !(press.ctrlKey || press.metaKey)) return undefined;
  const letter = latinKey(press);
  if (letter === 'z') return press.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !press.shiftKey ? 'redo' : undefined;
}

/**
 * What a key does to the paper: Delete clears it, a digit shows a sample of that digit.
 * @returns undefined for other keys
 */
export function paperCommandOf(press: KeyPress): PaperCommand | undefined {
  if (press.altKey || press.ctrlKey || press.metaKey) return undefined;
  if (press.key === 'Delete' || press.key === 'Backspace') return { kind: 'clear' };
  const digit = digitOf(press);
  return digit === undefined ? undefined : { kind: 'sample', digit };
}
