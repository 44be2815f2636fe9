import { isHovering } from './is-hovering.ts';

describe('isHovering', () => {
  it('tells a mouse and a pen over the page from those that press, and from a finger', () => {
    for (const [pointerType, buttons, hovers] of [
      ['mouse', 0, true],
      ['pen', 0, true],
      // A device that the browser has no name for.
      ['', 0, true],
      ['', 1, false],
      ['mouse', 2, false],
      ['pen', 32, false],
      ['touch', 1, false],
      // As events are that a program made.
      ['touch', 0, false],
    ] as const) {
      expect(isHovering({ pointerType, buttons }))
        .withContext(`${pointerType} ${buttons}`)
        .toBe(hovers);
    }
  });
});
