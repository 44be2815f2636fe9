import { eraseAlong, type BrushStroke, type Drawing } from '#model';
import { paperSvg } from './paper-svg.ts';

const PALETTE = { ink: [28, 34, 51], paper: [248, 244, 231] };
const PEN = { size: 2, strength: 1 };
const at = (x: number, y: number, pressure = 0.5) => ({ x, y, pressure });
const line = (...points: BrushStroke['points']): BrushStroke => ({ points, brush: PEN });
const svgOf = (drawing: Drawing): string => paperSvg(drawing, PALETTE, undefined);
const pathsIn = (svg: string): string[] => svg.match(/<path[^>]*>/g) ?? [];

describe('paperSvg', () => {
  it('is a sheet of 28 by 28 with a path for each line of a mouse', () => {
    const svg = svgOf({ strokes: [line(at(4, 5), at(20, 5)), line(at(14, 14))] });
    expect(svg).toMatch(/^<svg xmlns="[^"]*" width="560" height="560" viewBox="0 0 28 28">\n/);
    expect(svg).toContain('<rect id="paper" width="28" height="28" fill="rgb(248 244 231)"/>');
    expect(pathsIn(svg)).toEqual([
      '<path d="M4 5L20 5" stroke-width="2"/>',
      '<path d="M14 14L14 14" stroke-width="2"/>',
    ]);
    expect(svg.match(/<g stroke="rgb\(28 34 51\)">/g)?.length).toBe(2);
    expect(svg).not.toContain('darken');
  });

  it('is as wide as a pen was pressed: 0.6 of its size without pressure, 1.4 with all of it', () => {
    const cut: BrushStroke = { ...line(at(1, 1, 0), at(2, 1, 0), at(3, 1, 1)), isCut: true };
    expect(pathsIn(svgOf({ strokes: [cut] }))).toEqual([
      '<path d="M1 1L2 1" stroke-width="1.2"/>',
      '<path d="M2 1L3 1" stroke-width="2.8"/>',
    ]);
  });

  it('is as strong as the ink: half ink is half way to the paper, and the darker line wins', () => {
    const weak = { ...line(at(1, 1), at(9, 9)), brush: { size: 2, strength: 0.5 } };
    const svg = svgOf({ strokes: [weak] });
    expect(svg).toContain('<g stroke="rgb(138 139 141)" style="mix-blend-mode:darken">');
    expect(svg).toContain('style="isolation:isolate"');
  });

  it('leaves out what was erased', () => {
    const drawing: Drawing = { strokes: [line(at(2, 14), at(26, 14))] };
    const erased = eraseAlong(drawing, { from: at(14, 10), to: at(14, 18), radius: 3 });
    const xs = pathsIn(svgOf(erased)).map((path) =>
      [...path.matchAll(/([\d.]+) 14/g)].map(([, x]) => Number(x)),
    );
    expect(xs.length).toBe(2);
    for (const x of xs.flat()) expect(Math.abs(x - 14)).toBeGreaterThan(3.9);
  });

  it('has a picture below the lines', () => {
    const svg = paperSvg({ strokes: [line(at(1, 1))] }, PALETTE, 'data:image/png;base64,AA==');
    const image = '<image width="28" height="28" href="data:image/png;base64,AA=="/>';
    expect(svg.indexOf(image)).toBeGreaterThan(svg.indexOf('id="paper"'));
    expect(svg.indexOf(image)).toBeLessThan(svg.indexOf('<path'));
  });
});
