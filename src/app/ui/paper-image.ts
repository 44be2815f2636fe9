import { Component, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { customColour } from '../platform/custom-colour.ts';
import { paintPixels } from '../platform/paint-pixels.ts';

/** An image as ink on paper. */
@Component({
  selector: 'app-paper-image',
  template: `<canvas #canvas width="28" height="28" aria-hidden="true"></canvas>`,
  styleUrl: './paper-image.css',
})
export class PaperImage {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Ink 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      paintPixels(this.canvas().nativeElement, this.image(), customColour(this.host, '--ink'));
    });
  }
}
