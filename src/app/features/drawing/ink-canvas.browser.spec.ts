import { BLANK_DRAWING, DEFAULT_BRUSH, type Drawing } from '#model';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { InkCanvas } from './ink-canvas.ts';

const PIXELS = 280;

/** A dot at a point in pad units. */
const dot = (x: number, y: number): Drawing['strokes'][number] => ({
  points: [{ x, y, pressure: 0.5 }],
  brush: DEFAULT_BRUSH,
});

describe('InkCanvas', () => {
  let fixture: ComponentFixture<InkCanvas>;
  let canvas: HTMLCanvasElement;

  beforeEach(async () => {
    fixture = TestBed.createComponent(InkCanvas);
    const element = fixture.nativeElement as HTMLElement;
    element.style.cssText = `display: block; inline-size: ${PIXELS}px; block-size: ${PIXELS}px`;
    await show(BLANK_DRAWING);
    const found = element.querySelector('canvas');
    if (!found) throw new Error('expected a canvas');
    canvas = found;
    while (canvas.width !== PIXELS * Math.max(2, devicePixelRatio)) await show(BLANK_DRAWING);
  });

  async function show(drawing: Drawing): Promise<void> {
    fixture.componentRef.setInput('drawing', drawing);
    await new Promise(requestAnimationFrame);
    await fixture.whenStable();
  }

  /** Opacity of ink at a point in pad units. */
  function inkAt(x: number, y: number): number | undefined {
    const scale = canvas.width / 28;
    return canvas.getContext('2d')?.getImageData(x * scale, y * scale, 1, 1).data[3];
  }

  it('paints the drawing, and removes what is gone', async () => {
    await show({ strokes: [dot(8, 8)] });
    await show({ strokes: [dot(8, 8), dot(20, 20)] });
    expect([inkAt(8, 8), inkAt(20, 20), inkAt(8, 20)]).toEqual([255, 255, 0]);
    await show({ strokes: [dot(8, 8)] });
    expect([inkAt(8, 8), inkAt(20, 20)]).toEqual([255, 0]);
  });

  it('repaints everything when the GPU has lost it', async () => {
    await show({ strokes: [dot(8, 8)] });
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    canvas.dispatchEvent(new Event('contextrestored'));
    await fixture.whenStable();
    expect(inkAt(8, 8)).toBe(255);
    await show({ strokes: [dot(8, 8), dot(20, 20)] });
    expect([inkAt(8, 8), inkAt(20, 20)]).toEqual([255, 255]);
  });
});
