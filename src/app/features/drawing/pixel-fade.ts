import { renderDrawing, type Drawing } from '#model';
import { Component, effect, input, untracked, viewChild, type ElementRef } from '@angular/core';
import { customColour } from '../../platform/custom-colour.ts';
import { paintPixels } from '../../platform/paint-pixels.ts';

/** The drawing as 28 by 28 pixels, over the ink while it becomes numbers. The page's style decides how fast. */
@Component({
  selector: 'app-pixel-fade',
  template: `<canvas #canvas></canvas>`,
  styleUrl: './pixel-fade.css',
  host: { 'aria-hidden': 'true', '[class]': 'phase() ?? ""' },
})
export class PixelFade {
  readonly drawing = input.required<Drawing>();
  /** The phase of a story: on its way ink turns into pixels, with the answer it comes back. Otherwise there is ink. */
  readonly phase = input<string>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      if (this.phase() !== 'way') return;
      const canvas = this.canvas().nativeElement;
      const drawing = untracked(this.drawing);
      paintPixels(canvas, renderDrawing(drawing), customColour(canvas, '--ink'));
    });
  }
}
