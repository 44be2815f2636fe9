import { largestFreeArea } from './largest-free-area.ts';

describe('largestFreeArea', () => {
  const stage = { width: 100, height: 80 };

  it('is the whole stage when nothing stands on it', () => {
    expect(largestFreeArea(stage, [])).toEqual({ left: 0, top: 0, width: 100, height: 80 });
  });

  it('is what a column at each side and a strip along the bottom leave', () => {
    const free = largestFreeArea(stage, [
      { left: 4, top: 30, width: 26, height: 36 },
      { left: 80, top: 10, width: 18, height: 56 },
      { left: 4, top: 70, width: 92, height: 8 },
    ]);
    expect(free).toEqual({ left: 30, top: 0, width: 50, height: 70 });
  });

  it('lies above panels that take the stage’s whole width', () => {
    const free = largestFreeArea(stage, [
      { left: 0, top: 50, width: 60, height: 30 },
      { left: 62, top: 48, width: 38, height: 32 },
      { left: 80, top: 0, width: 20, height: 6 },
    ]);
    expect(free).toEqual({ left: 0, top: 6, width: 100, height: 42 });
  });

  it('is empty when one panel covers everything, even beyond the stage', () => {
    const free = largestFreeArea(stage, [{ left: -5, top: -5, width: 200, height: 200 }]);
    expect(free.width * free.height).toBe(0);
  });
});
