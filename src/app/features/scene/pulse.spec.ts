import { pulsePosition } from './pulse.ts';

describe('pulsePosition', () => {
  it('passes the layers in its time, evenly', () => {
    expect(pulsePosition(0, 900, 3)).toBe(0);
    expect(pulsePosition(450, 900, 3)).toBeCloseTo(1.5, 12);
    expect(pulsePosition(900, 900, 3)).toBeCloseTo(3, 12);
  });

  it('dies away after the last layer', () => {
    expect(pulsePosition(999, 900, 3)).toBeCloseTo(3.33, 12);
    expect(pulsePosition(1100, 900, 3)).toBeUndefined();
    expect(pulsePosition(-1, 900, 3)).toBeUndefined();
  });
});
