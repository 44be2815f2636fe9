import { LineGrowth, lineThrough, placesOf, strokePath, type StrokePoint } from './stroke.ts';

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

  it('cuts each curve into four straight pieces', () => {
    const pressed = [
      { ...at(0, 0), pressure: 0 },
      { ...at(4, 0), pressure: 0.5 },
      { ...at(4, 4), pressure: 1 },
      { ...at(8, 4), pressure: 1 },
    ];
    // (1 - t)^2 from + 2 t (1 - t) control + t^2 to, at quarters; 1/16, 6/16 and 9/16 are exact.
    expect(strokePath(pressed).slice(1, -1)).toEqual([
      // From (0, 0) by (4, 0) to the midpoint (4, 2).
      { x: 1.75, y: 0.125, pressure: 0.234375 },
      { x: 3, y: 0.5, pressure: 0.4375 },
      { x: 3.75, y: 1.125, pressure: 0.609375 },
      { x: 4, y: 2, pressure: 0.75 },
      // On by (4, 4) to the midpoint (6, 4).
      { x: 4.125, y: 2.875, pressure: 0.859375 },
      { x: 4.5, y: 3.5, pressure: 0.9375 },
      { x: 5.125, y: 3.875, pressure: 0.984375 },
      { x: 6, y: 4, pressure: 1 },
    ]);
  });

  it('takes a tenth of a pad unit for a movement, and less for tremor, in any direction', () => {
    const [start, next] = [at(0, 0), at(9, 0)];
    for (const far of [at(0.1, 0), at(0, -0.1), at(-0.08, 0.08)]) {
      expect(lineThrough([start, far, next]).settledCount).toBe(5);
    }
    for (const near of [at(0.09, 0), at(0, -0.09), at(0.07, -0.07)]) {
      expect(lineThrough([start, near, next]).settledCount).toBe(1);
    }
  });

  it('leaves out a point that is nowhere on one axis only', () => {
    for (const nowhere of [at(Infinity, 1), at(1, NaN), at(-Infinity, NaN)]) {
      expect(strokePath([at(3, 4), nowhere, at(5, 6)])).toEqual([at(3, 4), at(5, 6)]);
    }
  });
});

describe('LineGrowth', () => {
  const points = [at(0, 0), at(4, 0), at(4, 4), at(4.01, 4), at(8, 4)];

  it('keeps what is settled, and tells the way from there to the pen', () => {
    const growth = new LineGrowth();
    const lines = points.map((point) => {
      growth.add(point);
      return growth.line();
    });
    expect(lines.map(({ settledCount }) => settledCount)).toEqual([1, 1, 5, 5, 9]);
    expect(lines.map(({ end }) => end.at(-1))).toEqual([undefined, ...points.slice(1)]);
    // Where the pen rests, the last curve goes on to it; anywhere else it goes straight from the midpoint.
    expect(lines.map(({ end }) => end.length)).toEqual([0, 1, 1, 5, 1]);
    expect(lines[3]?.end[3]).toEqual({ x: 4.005, y: 4, pressure: 0.5 });
  });

  it('goes to the pen where only a dot has been drawn yet', () => {
    const near = at(0.05, 0);
    const { settled, settledCount, end } = lineThrough([at(0, 0), near]);
    expect([settled, settledCount, end]).toEqual([[at(0, 0)], 1, [near]]);
  });

  it('leaves the places of a shorter line as they were', () => {
    const growth = new LineGrowth();
    points.slice(0, 3).forEach((point) => {
      growth.add(point);
    });
    const short = growth.line();
    const places = placesOf(short);
    growth.add(at(20, 20));
    expect(placesOf(short)).toEqual(places);
    expect(places).toEqual(strokePath(points.slice(0, 3)));
  });
});
