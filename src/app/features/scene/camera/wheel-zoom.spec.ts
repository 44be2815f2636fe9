import { wheelZoom, type WheelTurn } from './wheel-zoom.ts';

const turn = (deltaY: number, init: Partial<WheelTurn> = {}): WheelTurn => ({
  deltaY,
  deltaMode: 0,
  ctrlKey: false,
  ...init,
});

describe('wheelZoom', () => {
  it('zooms in and out with the wheel, by about an eighth per notch', () => {
    expect(wheelZoom(turn(100), false)).toBeCloseTo(1.127, 3);
    expect(wheelZoom(turn(-100), false)).toBeCloseTo(1 / 1.127, 3);
    expect(wheelZoom(turn(0), false)).toBe(1);
  });

  it('treats three lines as a notch, for browsers that count in lines', () => {
    expect(wheelZoom(turn(3, { deltaMode: 1 }), false)).toBeCloseTo(1.127, 3);
    expect(wheelZoom(turn(-1, { deltaMode: 2 }), false)).toBeGreaterThan(0.7);
  });

  it('limits the zoom however far a free wheel spins', () => {
    expect(wheelZoom(turn(90_000), false)).toBeLessThan(1.4);
    expect(wheelZoom(turn(-40, { deltaMode: 2 }), false)).toBeGreaterThan(0.7);
  });

  it("leaves the wheel to the page's zoom while Control is really held", () => {
    expect(wheelZoom(turn(100, { ctrlKey: true }), true)).toBeUndefined();
    expect(wheelZoom(turn(-3, { ctrlKey: true, deltaMode: 1 }), true)).toBeUndefined();
  });

  it('treats Control that is not held as a pinch, limited to a tenth per event', () => {
    expect(wheelZoom(turn(5, { ctrlKey: true }), false)).toBeCloseTo(Math.exp(0.05), 9);
    for (const deltaY of [100, 120, 53, 1e6]) {
      expect(wheelZoom(turn(deltaY, { ctrlKey: true }), false)).toBeCloseTo(1.1, 9);
      expect(wheelZoom(turn(-deltaY, { ctrlKey: true }), false)).toBeCloseTo(1 / 1.1, 9);
    }
  });
});
