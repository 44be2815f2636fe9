import { strokePath, type StrokePoint } from './stroke.ts';

const at = (x: number, y: number): StrokePoint => ({ x, y, pressure: 0.5, time: 0 });

describe('strokePath', () => {
  it('starts and ends where the pen was', () => {
    const path = strokePath([at(1, 2), at(5, 9), at(9, 3), at(12, 12)]);
    expect(path[0]).toEqual(at(1, 2));
    expect(path.at(-1)).toEqual(at(12, 12));
  });

  it('passes through the midpoints and rounds the corner between them', () => {
    // Control points (0,0) (4,0) (4,4) (8,4): the curves meet at the midpoint (4, 2).
    const path = strokePath([at(0, 0), at(4, 0), at(4, 4), at(8, 4)]);
    expect(path).toContain({ x: 4, y: 2, pressure: 0.5 });
    // Halfway along the first curve: (from + 2 control + to) / 4 = (0+8+4, 0+0+2) / 4.
    expect(path).toContain({ x: 3, y: 0.5, pressure: 0.5 });
  });

  it('changes the pressure smoothly', () => {
    const pressed = [0, 0.2, 1, 1].map((pressure, index) => ({ ...at(index, 0), pressure }));
    const pressures = strokePath(pressed).map(({ pressure }) => pressure);
    expect(pressures.every((pressure, i) => pressure >= (pressures[i - 1] ?? 0))).toBeTrue();
    expect(pressures.length).toBeGreaterThan(pressed.length);
  });

  it('keeps a line straight', () => {
    const path = strokePath([at(2, 2), at(4, 4), at(7, 7), at(10, 10)]);
    expect(path.every(({ x, y }) => Math.abs(x - y) < 1e-12)).toBeTrue();
  });

  it('keeps a dot and a line of two points as they are', () => {
    expect(strokePath([at(3, 4)])).toEqual([at(3, 4)]);
    expect(strokePath([at(3, 4), at(5, 6)])).toEqual([at(3, 4), at(5, 6)]);
    expect(strokePath([])).toEqual([]);
  });

  it('ignores the tremor of a resting hand, and ends where the pen is', () => {
    const still = [at(3, 4), at(3.05, 4), at(3, 4.06), at(2.96, 4)];
    expect(strokePath(still)).toEqual([at(3, 4), at(2.96, 4)]);
    expect(strokePath([...still, at(5, 4)])).toEqual([at(3, 4), at(5, 4)]);
  });

  it('does not jump when another point follows close to the last one', () => {
    const bend = [at(4, 4), at(10, 4), at(14, 9), at(12, 16)];
    for (const near of [at(12, 16.0001), at(11.9, 16.1)]) {
      const [path, grown] = [strokePath(bend), strokePath([...bend, near])];
      // What was drawn before stays, except for the way to the pen.
      const step = Math.abs(near.x - 12) + Math.abs(near.y - 16);
      expect(grown.slice(0, path.length - 1)).toEqual(path.slice(0, -1));
      for (const place of grown.slice(path.length - 1)) {
        // On the straight line from the last midpoint (13, 12.5) to (12, 16), which has y = 58 - 3.5 x.
        expect(Math.abs(place.y - (58 - 3.5 * place.x))).toBeLessThan(4.5 * step + 1e-9);
      }
    }
  });

  it('omits points that are NaN or infinite', () => {
    expect(strokePath([at(NaN, 1), at(3, 4), at(1, Infinity)])).toEqual([at(3, 4)]);
  });
});
