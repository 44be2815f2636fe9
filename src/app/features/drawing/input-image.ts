import { Component, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { paintPixels } from '../../platform/paint-pixels.ts';

/** The image that the network receives: light pixels on a transparent ground, like a digit of MNIST. */
@Component({
  selector: 'app-input-image',
  template: `<canvas
    #canvas
    width="28"
    height="28"
    role="img"
    [attr.aria-label]="say('seen.name')"
  ></canvas>`,
  styleUrl: './input-image.css',
})
export class InputImage {
  protected readonly say = inject(Phrases).say;

  /** Its place on the page. */
  readonly element = inject<ElementRef<Element>>(ElementRef).nativeElement;
  /** Pixel intensities 0..1, row-major, `[28][28]`. */
  readonly image = input.required<Float32Array>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      // White, with the intensity as opacity: the theme sets the background.
      paintPixels(this.canvas().nativeElement, this.image(), [255, 255, 255]);
    });
  }
}
