import { Component, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { customColour } from '../../platform/custom-colour.ts';
import { paintPixels } from '../../platform/paint-pixels.ts';

/** A handwritten digit as ink, as large as its place. It is hidden from screen readers: its button has a name. */
@Component({
  selector: 'app-sample-thumbnail',
  template: `<canvas #canvas width="28" height="28"></canvas>`,
  styles: `
    :host,
    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class SampleThumbnail {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      paintPixels(this.canvas().nativeElement, this.image(), customColour(this.host, '--ink'));
    });
  }
}
