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
import { changedRegion, type Region } from './ink-region.ts';
import { colourOf, paintInk, type Palette } from './paint-ink.ts';

interface Sheet {
  /** Pixels a side. */
  readonly size: number;
}

/**
 * Pixels a CSS pixel at least. A line is painted in pieces, each smooth at its edges; where they lie over each other
 * the edge gets harder, which a screen with large pixels shows as steps unless the browser makes the canvas smaller.
 */
const LEAST_SCALE = 2;

/** The ink on the paper. */
@Component({
  selector: 'app-ink-canvas',
  template: `<canvas #canvas (contextrestored)="renew()"></canvas>`,
  styleUrl: './ink-canvas.css',
  host: { 'aria-hidden': 'true' },
})
export class InkCanvas {
  readonly drawing = input.required<Drawing>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  /** The sheet in use: another one is painted from the start. */
  private readonly sheet = signal<Sheet>({ size: 0 });
  private paintedSheet: Sheet | undefined;
  private painted = BLANK_DRAWING;
  private palette: Palette = { ink: [], paper: [] };

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      this.sheet.set({ size: Math.round(width * Math.max(LEAST_SCALE, devicePixelRatio)) });
    });
    observer.observe(host);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
    effect(() => {
      this.paint(this.canvas().nativeElement, this.sheet(), this.drawing());
    });
  }

  /** The GPU lost what was on the sheet. */
  protected renew(): void {
    this.sheet.update(({ size }) => ({ size }));
  }

  /** Paints what changed since the last time; everything on another sheet. */
  private paint(canvas: HTMLCanvasElement, sheet: Sheet, drawing: Drawing): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    if (sheet !== this.paintedSheet) {
      this.paintedSheet = sheet;
      canvas.width = canvas.height = sheet.size;
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
