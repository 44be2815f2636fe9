import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { testImage, type TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { customColour } from '../../../platform/custom-colour.ts';
import { paintPixels } from '../../../platform/paint-pixels.ts';

/** A test digit as ink on paper, as large as its place. Hundreds are painted in a frame, so that none asks for styles twice. */
@Component({
  selector: 'app-digit-picture',
  template: `<canvas #canvas width="28" height="28" aria-hidden="true"></canvas>`,
  styleUrl: '../../../ui/paper-image.css',
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
      const image = testImage(this.digits(), this.digit());
      paintPixels(this.canvas().nativeElement, image, this.ink());
    });
  }
}
