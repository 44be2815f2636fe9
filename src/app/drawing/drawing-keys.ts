/** What a key asks of the drawing. */
export type DrawingCommand =
  | { readonly kind: 'undo' | 'redo' | 'clear' }
  | { readonly kind: 'sample'; readonly digit: number };

/** What a key press tells. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * What a key asks of the drawing: Control (or Command) Z undoes, with Shift or as Control Y it brings back,
 * Delete clears, a digit shows a sample of it.
 * @returns undefined for keys that mean nothing to it
 */
export function commandOf(press: KeyPress): DrawingCommand | undefined {
  const { key, altKey } = press;
  if (altKey) return undefined;
  if (press.ctrlKey || press.metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { kind: press.shiftKey ? 'redo' : 'undo' };
    return letter === 'y' ? { kind: 'redo' } : undefined;
  }
  if (key === 'Delete' || key === 'Backspace') return { kind: 'clear' };
  return /^\d$/.test(key) ? { kind: 'sample', digit: Number(key) } : undefined;
}
