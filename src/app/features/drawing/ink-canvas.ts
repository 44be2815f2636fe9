import type { Drawing } from '#model';
import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { customColour } from '../../platform/custom-colour.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import { pixelRatio } from '../../platform/pixel-ratio.ts';
import { InkPainter } from './ink-painter.ts';

/**
 * Least canvas pixels per CSS pixel. A line is painted in antialiased pieces; where two overlap, the edge is harder,
 * which is visible as steps on screens with large pixels unless the browser scales the canvas down.
 */
const LEAST_SCALE = 2;

/** The ink on the paper. */
@Component({
  selector: 'app-ink-canvas',
  template: '<canvas #canvas></canvas>',
  styleUrl: './ink-canvas.css',
  host: { 'aria-hidden': 'true' },
})
export class InkCanvas {
  readonly drawing = input.required<Drawing>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  /** CSS pixels. */
  private readonly width = signal(0);
  private readonly pixelRatio = pixelRatio();
  /** Width and height of the canvas, in pixels. */
  private readonly size = computed(() =>
    Math.round(this.width() * Math.max(LEAST_SCALE, this.pixelRatio())),
  );
  /** How often the GPU has lost the content of the canvas. */
  private readonly losses = signal(0);
  private readonly painter = computed(
    () =>
      new InkPainter(this.canvas().nativeElement, () => {
        this.losses.update((count) => count + 1);
      }),
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    observedSizes(([entry]) => {
      this.width.set(entry?.contentRect.width ?? 0);
    }).observe(host);
    effect(() => {
      this.losses();
      // Read only when the size changes: reading custom properties forces a style recalculation.
      const [ink, paper] = [customColour(host, '--ink'), customColour(host, '--paper')];
      const palette = { ink, paper };
      this.painter().reset(this.size(), palette, untracked(this.drawing));
    });
    effect(() => {
      this.painter().show(this.drawing());
    });
  }
}
