import { levelRows } from './level-rows.ts';

describe('levelRows', () => {
  it('puts the middle of each row level with its neuron', () => {
    expect(levelRows([100, 120, 140], { bottom: 300, below: 100 })).toEqual({
      top: 90,
      height: 60,
    });
  });

  it('leaves the room below them, to the pixel', () => {
    expect(levelRows([100, 120], { bottom: 230, below: 100 })).toEqual({ top: 90, height: 40 });
    expect(levelRows([100, 120], { bottom: 229, below: 100 })).toBeUndefined();
  });

  it('has none for no neurons, or a single one', () => {
    expect(levelRows([], { bottom: 300, below: 0 })).toBeUndefined();
    expect(levelRows([100], { bottom: 300, below: 0 })).toBeUndefined();
  });
});
