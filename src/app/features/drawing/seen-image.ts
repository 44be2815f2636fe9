import { Component, effect, inject, input, viewChild, type ElementRef } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { paintPixels } from './paint-ink.ts';

/** The picture that the network sees of the drawing: light ink on nothing, as MNIST has it. */
@Component({
  selector: 'app-seen-image',
  template: `<canvas
    #canvas
    width="28"
    height="28"
    role="img"
    [attr.aria-label]="say('seen.name')"
  ></canvas>`,
  styleUrl: './seen-image.css',
})
export class SeenImage {
  protected readonly say = inject(Phrases).say;

  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      // White with the ink as its opacity: the ground behind it belongs to the theme.
      paintPixels(this.canvas().nativeElement, this.image(), [255, 255, 255]);
    });
  }
}
