import { wavePosition } from './wave.ts';

describe('wavePosition', () => {
  it('passes the layers in its time, evenly', () => {
    expect(wavePosition(0, 900, 3)).toBe(0);
    expect(wavePosition(450, 900, 3)).toBeCloseTo(1.5, 12);
    expect(wavePosition(900, 900, 3)).toBeCloseTo(3, 12);
  });

  it('dies away after the last layer', () => {
    expect(wavePosition(999, 900, 3)).toBeCloseTo(3.33, 12);
    expect(wavePosition(1100, 900, 3)).toBeUndefined();
    expect(wavePosition(-1, 900, 3)).toBeUndefined();
  });
});
