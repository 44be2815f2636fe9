import { toolOf } from './drawing-tool.ts';

describe('toolOf', () => {
  it('is the chosen tool for a finger, a pen and the left button', () => {
    expect(toolOf({ button: 0, buttons: 1 }, 'pen')).toBe('pen');
    expect(toolOf({ button: 0, buttons: 1 }, 'eraser')).toBe('eraser');
  });

  it('is the eraser for the right button and for a flipped pen', () => {
    for (const buttons of [
      { button: 2, buttons: 2 },
      { button: 5, buttons: 32 },
      { button: 0, buttons: 33 },
    ]) {
      expect(toolOf(buttons, 'pen')).toBe('eraser');
    }
  });

  it('is undefined for other buttons', () => {
    expect(toolOf({ button: 1, buttons: 4 }, 'pen')).toBeUndefined();
    expect(toolOf({ button: 3, buttons: 8 }, 'eraser')).toBeUndefined();
  });
});
