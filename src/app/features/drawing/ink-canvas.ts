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
 * Pixels a CSS pixel at least. A line is painted in pieces, each smooth at its edges; where they lie over each other
 * the edge gets harder, which a screen with large pixels shows as steps unless the browser makes the canvas smaller.
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
  /** Pixels a side. */
  private readonly size = computed(() =>
    Math.round(this.width() * Math.max(LEAST_SCALE, this.pixelRatio())),
  );
  /** How often the GPU has lost what the canvas showed. */
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
      // Asked for with the size only: it has the page's styles worked out.
      const [ink, paper] = [customColour(host, '--ink'), customColour(host, '--paper')];
      const palette = { ink, paper };
      this.painter().reset(this.size(), palette, untracked(this.drawing));
    });
    effect(() => {
      this.painter().show(this.drawing());
    });
  }
}
