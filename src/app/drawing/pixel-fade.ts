import { renderDrawing, type Drawing } from '#model';
import { Component, DestroyRef, ElementRef, inject, viewChild } from '@angular/core';
import { mediaQuery } from '../ui/media-query';
import { DRAWING_CLOCK } from './drawing-clock';
import { colourOf, paintPixels } from './paint-ink';

/** After the pen is lifted: so long may it take to the next stroke of a digit. */
const PAUSE_MS = 350;
const DURATION_MS = 1100;
const FADE: Keyframe[] = [
  { opacity: 0 },
  { opacity: 1, offset: 0.25 },
  { opacity: 1, offset: 0.6 },
  { opacity: 0 },
];

/** The drawing as 28 by 28 pixels, for a moment: one sees it become numbers. */
@Component({
  selector: 'app-pixel-fade',
  template: `<canvas #canvas></canvas>`,
  styleUrl: './pixel-fade.css',
  host: { 'aria-hidden': 'true' },
})
export class PixelFade {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly clock = inject(DRAWING_CLOCK);
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private callOff: (() => void) | undefined;
  private animation: Animation | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Shows the pixels in a moment, unless motion is to be reduced. */
  play(drawing: Drawing): void {
    this.stop();
    if (this.isMotionReduced()) return;
    this.callOff = this.clock.after(PAUSE_MS, () => {
      const canvas = this.canvas().nativeElement;
      paintPixels(canvas, renderDrawing(drawing), colourOf(getComputedStyle(canvas).color));
      this.animation = this.host.animate(FADE, { duration: DURATION_MS, easing: 'ease' });
    });
  }

  /** Nothing moves while someone draws. */
  stop(): void {
    this.callOff?.();
    this.animation?.cancel();
  }
}
