import { pressKey, RESTING_PEN } from './keyboard-pen.ts';

describe('pressKey', () => {
  it('moves the pen with arrows and the keypad diagonals', () => {
    expect(pressKey(RESTING_PEN, 'ArrowLeft', false)).toEqual({ x: 13, y: 14, isDown: false });
    expect(pressKey(RESTING_PEN, 'ArrowDown', true)).toEqual({ x: 14, y: 17, isDown: false });
    expect(pressKey(RESTING_PEN, 'PageUp', false)).toEqual({ x: 15, y: 13, isDown: false });
  });

  it('puts the pen down and lifts it', () => {
    const down = pressKey(RESTING_PEN, ' ', false);
    expect(down).toEqual({ ...RESTING_PEN, isDown: true });
    expect(down && pressKey(down, ' ', false)).toEqual(RESTING_PEN);
    expect(down && pressKey(down, 'Escape', false)).toEqual(RESTING_PEN);
  });

  it('stays on the pad', () => {
    const corner = { x: 2, y: 26, isDown: true };
    expect(pressKey(corner, 'ArrowLeft', true)?.x).toBe(1);
    expect(pressKey(corner, 'ArrowDown', true)?.y).toBe(27);
  });

  it('leaves other keys to the page', () => {
    expect(pressKey(RESTING_PEN, 'Tab', false)).toBeUndefined();
    expect(pressKey(RESTING_PEN, 'Escape', false)).toBeUndefined();
  });
});
