import { renderDrawing, type Drawing } from '#model';
import { Component, DestroyRef, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { customColour } from '../../platform/custom-colour.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { CLOCK } from '../../platform/clock.ts';
import { paintPixels } from '../../platform/paint-pixels.ts';

/** Pause after the pen is lifted, so that the next stroke of the same digit can begin. */
const PAUSE_MS = 350;
const DURATION_MS = 1100;
const FADE: Keyframe[] = [
  { opacity: 0 },
  { opacity: 1, offset: 0.25 },
  { opacity: 1, offset: 0.6 },
  { opacity: 0 },
];

/** Shows the drawing as 28 by 28 pixels for a moment, to demonstrate that it becomes numbers. */
@Component({
  selector: 'app-pixel-fade',
  template: `<canvas #canvas></canvas>`,
  styleUrl: './pixel-fade.css',
  host: { 'aria-hidden': 'true' },
})
export class PixelFade {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly clock = inject(CLOCK);
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');

  /** The drawing on the paper; when it changes, the pixels disappear. */
  readonly drawing = input.required<Drawing>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private cancelTimer: (() => void) | undefined;
  private animation: Animation | undefined;
  private shown: Drawing | undefined;

  constructor() {
    effect(() => {
      if (this.drawing() !== this.shown) this.stop();
    });
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Shows the pixels after a pause, except with reduced motion. */
  play(drawing: Drawing): void {
    this.stop();
    if (this.isMotionReduced()) return;
    this.shown = drawing;
    this.cancelTimer = this.clock.after(PAUSE_MS, () => {
      const canvas = this.canvas().nativeElement;
      paintPixels(canvas, renderDrawing(drawing), customColour(canvas, '--ink'));
      this.animation = this.host.animate(FADE, { duration: DURATION_MS, easing: 'ease' });
    });
  }

  /** Hides the pixels: nothing may move while somebody draws. */
  stop(): void {
    this.cancelTimer?.();
    this.animation?.cancel();
  }
}
