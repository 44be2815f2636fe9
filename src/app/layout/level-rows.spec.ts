import { levelRows } from './level-rows.ts';

describe('levelRows', () => {
  it('puts the middle of each row level with its neuron', () => {
    expect(levelRows([100, 120, 140])).toEqual({ top: 90, height: 60 });
  });

  it('has none for no neurons, or a single one', () => {
    expect(levelRows([])).toBeUndefined();
    expect(levelRows([100])).toBeUndefined();
  });
});
