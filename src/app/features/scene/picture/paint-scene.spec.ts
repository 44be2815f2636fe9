import { tilesOf } from './paint-scene.ts';

describe('tilesOf', () => {
  it('covers a picture once, with no tile larger than the side', () => {
    expect(tilesOf({ width: 5, height: 3 }, 2)).toEqual([
      { left: 0, top: 0, width: 2, height: 2 },
      { left: 2, top: 0, width: 2, height: 2 },
      { left: 4, top: 0, width: 1, height: 2 },
      { left: 0, top: 2, width: 2, height: 1 },
      { left: 2, top: 2, width: 2, height: 1 },
      { left: 4, top: 2, width: 1, height: 1 },
    ]);
    const tiles = tilesOf({ width: 5120, height: 3200 });
    expect(tiles.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(5120 * 3200);
    expect(tiles.length).toBe(20);
  });
});
