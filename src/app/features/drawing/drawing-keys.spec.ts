import { historyStepOf, paperCommandOf, type KeyPress } from './drawing-keys.ts';

const press = (key: string, init: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...init,
});

describe('historyStepOf', () => {
  it('undoes and redoes with Control, and with Command', () => {
    expect(historyStepOf(press('z', { ctrlKey: true }))).toBe('undo');
    expect(historyStepOf(press('z', { metaKey: true }))).toBe('undo');
    expect(historyStepOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('redo');
    expect(historyStepOf(press('y', { ctrlKey: true }))).toBe('redo');
  });

  it('does so on every keyboard layout', () => {
    for (const [key, code, step] of [
      ['я', 'KeyZ', 'undo'],
      ['ζ', 'KeyZ', 'undo'],
      ['ئ', 'KeyZ', 'undo'],
      ['ז', 'KeyZ', 'undo'],
      ['z', 'Slash', 'undo'],
      ['z', 'KeyY', 'undo'],
      ['н', 'KeyY', 'redo'],
      ['y', 'KeyZ', 'redo'],
      [';', 'KeyZ', undefined],
      ['w', 'KeyZ', undefined],
    ] as const) {
      expect(historyStepOf(press(key, { code, ctrlKey: true })))
        .withContext(`${key} at ${code}`)
        .toBe(step);
    }
  });

  it('leaves other keys to the page and the browser', () => {
    expect(historyStepOf(press('z'))).toBeUndefined();
    expect(historyStepOf(press('r', { ctrlKey: true }))).toBeUndefined();
    expect(
      historyStepOf(press('ż', { code: 'KeyZ', ctrlKey: true, altKey: true })),
    ).toBeUndefined();
    expect(historyStepOf(press('Y', { ctrlKey: true, shiftKey: true }))).toBeUndefined();
  });
});

describe('paperCommandOf', () => {
  it('clears', () => {
    expect(paperCommandOf(press('Delete'))).toEqual({ kind: 'clear' });
    expect(paperCommandOf(press('Backspace'))).toEqual({ kind: 'clear' });
  });

  it('shows a sample of each digit, however it is typed', () => {
    expect(paperCommandOf(press('0'))).toEqual({ kind: 'sample', digit: 0 });
    expect(paperCommandOf(press('9'))).toEqual({ kind: 'sample', digit: 9 });
    expect(paperCommandOf(press('٣'))).toEqual({ kind: 'sample', digit: 3 });
    expect(paperCommandOf(press('é', { code: 'Digit2' }))).toEqual({ kind: 'sample', digit: 2 });
  });

  it('leaves other keys to the page and the browser', () => {
    for (const key of ['z', 'y', 'Tab', 'F5', '10', ' ']) {
      expect(paperCommandOf(press(key)))
        .withContext(key)
        .toBeUndefined();
    }
    expect(paperCommandOf(press('0', { ctrlKey: true }))).toBeUndefined();
    expect(paperCommandOf(press('5', { altKey: true }))).toBeUndefined();
    const getModifierState = (modifier: string): boolean => modifier === 'AltGraph';
    expect(paperCommandOf(press('{', { code: 'Digit7', getModifierState }))).toBeUndefined();
    expect(paperCommandOf(press('!', { code: 'Digit1', shiftKey: true }))).toBeUndefined();
  });
});
