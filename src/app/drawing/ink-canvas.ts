import { BLANK_DRAWING, type Drawing } from '#model';
import {
  Component,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { changedRegion, type Region } from './ink-region';
import { colourOf, paintInk, type Palette } from './paint-ink';

/** The ink on the paper. */
@Component({
  selector: 'app-ink-canvas',
  template: `<canvas #canvas></canvas>`,
  styleUrl: './ink-canvas.css',
  host: { 'aria-hidden': 'true' },
})
export class InkCanvas {
  readonly drawing = input.required<Drawing>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly pixelSize = signal(0);
  private painted = BLANK_DRAWING;
  private palette: Palette = { ink: [], paper: [] };

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      this.pixelSize.set(Math.round(width * devicePixelRatio));
    });
    observer.observe(host);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
    effect(() => {
      this.paint(this.canvas().nativeElement, this.pixelSize(), this.drawing());
    });
  }

  /** Paints what changed since the last time; everything on a sheet of another size. */
  private paint(canvas: HTMLCanvasElement, size: number, drawing: Drawing): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    if (canvas.width !== size) {
      canvas.width = canvas.height = size;
      // Asked for once: it has the page's styles worked out.
      const { color, borderTopColor } = getComputedStyle(canvas);
      this.palette = { ink: colourOf(color), paper: colourOf(borderTopColor) };
      paintInk(context, drawing, this.palette);
    } else {
      const region = regionToPaint(this.painted, drawing);
      if (region) paintInk(context, drawing, this.palette, region === 'all' ? undefined : region);
    }
    this.painted = drawing;
  }
}

function regionToPaint(before: Drawing, after: Drawing): Region | 'all' | undefined {
  return before.raster === after.raster ? changedRegion(before.strokes, after.strokes) : 'all';
}
