import { BLANK_DRAWING, type Drawing } from '#model';
import { drawingSvg } from './drawing-svg.ts';

const point = (x: number, y: number) => ({ x, y, pressure: 0.5 });
const brush = { size: 1, strength: 1 };

describe('drawingSvg', () => {
  it('has a square around the lines and a path for each, as wide and strong as its brush, but never so wide that it hides itself', () => {
    const drawing: Drawing = {
      strokes: [
        { points: [point(10, 4), point(15, 9), point(20, 24)], brush, isCut: true },
        { points: [point(12, 8)], brush: { size: 4, strength: 0.25 }, isCut: true },
      ],
    };
    const svg = drawingSvg(drawing, 'as drawn');
    // 10 wide, 20 high, 2 around: the middle is (15, 14); an 18th of 24 is 1.33.
    expect(svg).toMatch(/^<svg viewBox="3 2 24 24" role="img" aria-label="as drawn" /);
    expect(svg).toMatch(/[^>]><path[^>]*\/><path[^>]*\/><\/svg>$/);
    expect(svg.match(/<path.*?\/>/g)).toEqual([
      '<path d="M10 4L15 9 20 24" stroke-width="1"/>',
      '<path d="M12 8L12 8" stroke-width="1.33" stroke-opacity="0.25"/>',
    ]);
  });

  it('shows a dot as small as it is, and an empty sheet', () => {
    const dot: Drawing = { strokes: [{ points: [point(-5, 1.005)], brush }] };
    expect(drawingSvg(dot, '')).toMatch(/^<svg viewBox="-9 -3(\.\d+)? 8 8"/);
    expect(drawingSvg(BLANK_DRAWING, '')).toMatch(/^<svg viewBox="0 0 28 28"[^>]*><\/svg>$/);
  });
});
