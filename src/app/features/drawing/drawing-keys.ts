import { digitOf, latinKey, type PressedKey } from '../../platform/pressed-key.ts';

/** What a key asks of the paper that has the focus. */
export type PaperCommand =
  { readonly kind: 'clear' } | { readonly kind: 'sample'; readonly digit: number };

/** What a key press tells. */
export type KeyPress = PressedKey &
  Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * What a key asks of the last changes, wherever the focus is: Control (or Command) Z undoes, with Shift or as
 * Control Y it brings back.
 * @returns undefined for keys that mean nothing to it
 */
export function historyStepOf(press: KeyPress): 'undo' | 'redo' | undefined {
  // Alt with Control is AltGr on Windows, which writes characters.
  if (press.altKey || !(press.ctrlKey || press.metaKey)) return undefined;
  const letter = latinKey(press);
  if (letter === 'z') return press.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !press.shiftKey ? 'redo' : undefined;
}

/**
 * What a key asks of the paper: Delete clears it, a digit shows a sample of it.
 * @returns undefined for keys that mean nothing to it
 */
export function paperCommandOf(press: KeyPress): PaperCommand | undefined {
  if (press.altKey || press.ctrlKey || press.metaKey) return undefined;
  if (press.key === 'Delete' || press.key === 'Backspace') return { kind: 'clear' };
  const digit = digitOf(press);
  return digit === undefined ? undefined : { kind: 'sample', digit };
}
