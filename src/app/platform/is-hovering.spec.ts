import { isHovering } from './is-hovering.ts';

describe('isHovering', () => {
  it('is true for a mouse or pen over the page, but not for a press or a finger', () => {
    for (const [pointerType, buttons, hovers] of [
      ['mouse', 0, true],
      ['pen', 0, true],
      // A device that the browser does not know.
      ['', 0, true],
      ['', 1, false],
      ['mouse', 2, false],
      ['pen', 32, false],
      ['touch', 1, false],
      // Like events created by a program.
      ['touch', 0, false],
    ] as const) {
      expect(isHovering({ pointerType, buttons }))
        .withContext(`${pointerType} ${buttons}`)
        .toBe(hovers);
    }
  });
});
