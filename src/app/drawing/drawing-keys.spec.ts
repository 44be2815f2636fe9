import { commandOf, type KeyPress } from './drawing-keys.ts';

const press = (key: string, init: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...init,
});

describe('commandOf', () => {
  it('undoes and brings back with Control, and with Command', () => {
    expect(commandOf(press('z', { ctrlKey: true }))).toEqual({ kind: 'undo' });
    expect(commandOf(press('z', { metaKey: true }))).toEqual({ kind: 'undo' });
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }))).toEqual({ kind: 'redo' });
    expect(commandOf(press('y', { ctrlKey: true }))).toEqual({ kind: 'redo' });
  });

  it('clears', () => {
    expect(commandOf(press('Delete'))).toEqual({ kind: 'clear' });
    expect(commandOf(press('Backspace'))).toEqual({ kind: 'clear' });
  });

  it('shows a sample of each digit', () => {
    expect(commandOf(press('0'))).toEqual({ kind: 'sample', digit: 0 });
    expect(commandOf(press('9'))).toEqual({ kind: 'sample', digit: 9 });
  });

  it('leaves other keys to the page and the browser', () => {
    for (const key of ['z', 'y', 'Tab', 'F5', '10', '٣', ' ']) {
      expect(commandOf(press(key)))
        .withContext(key)
        .toBeUndefined();
    }
    expect(commandOf(press('0', { ctrlKey: true }))).toBeUndefined();
    expect(commandOf(press('r', { ctrlKey: true }))).toBeUndefined();
    expect(commandOf(press('5', { altKey: true }))).toBeUndefined();
  });
});
