import { composeLight } from './compose-light.ts';

describe('composeLight', () => {
  it('adds light to what it does not cover, and turns the rows round', () => {
    // Two rows of one pixel: 100, 50, 0 and 10, 20, 30.
    const behind = Uint8ClampedArray.of(100, 50, 0, 255, 10, 20, 30, 255);
    // The lowest row first: all covered, and a fifth covered by brighter light.
    const light = Uint8Array.of(7, 8, 9, 255, 200, 60, 3, 51);
    composeLight(behind, light, { width: 1, height: 2 });
    // 200 + 100 * 0.8 is more than white; 60 + 50 * 0.8; 3.
    expect([...behind]).toEqual([255, 100, 3, 255, 7, 8, 9, 255]);
  });

  it('leaves what has no light on it', () => {
    const behind = Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255);
    composeLight(behind, new Uint8Array(8), { width: 2, height: 1 });
    expect([...behind]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });
});
