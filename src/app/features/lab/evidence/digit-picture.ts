import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { testImage, type TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { customColour } from '../../../platform/custom-colour.ts';

const SIZE = 28;

/** A test digit as ink on paper, as large as its place. Hundreds are painted in a frame, so that none asks for styles twice. */
@Component({
  selector: 'app-digit-picture',
  template: `<canvas #canvas width="28" height="28" aria-hidden="true"></canvas>`,
  styles: `
    :host {
      display: block;
      aspect-ratio: 1;
      border-radius: 3px;
      background: var(--paper);
      box-shadow: 0 0 0 1px var(--line);
      forced-color-adjust: none;
    }

    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
  `,
})
export class DigitPicture {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly digits = input.required<TestDigits>();
  /** Its position among them. */
  readonly digit = input.required<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  /** The same in both themes. */
  private readonly ink = computed(() => customColour(this.host, '--ink'));

  constructor() {
    effect(() => {
      const context = this.canvas().nativeElement.getContext('2d', { willReadFrequently: true });
      if (!context) return;
      const picture = context.createImageData(SIZE, SIZE);
      const [red, green, blue] = this.ink();
      testImage(this.digits(), this.digit()).forEach((amount, pixel) => {
        picture.data.set([red, green, blue, amount], pixel * 4);
      });
      context.putImageData(picture, 0, 0);
    });
  }
}
