import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  Service,
  viewChild,
} from '@angular/core';
import { testImage, type TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { customColour } from '../../../platform/custom-colour.ts';
import { paintPixels } from '../../../platform/paint-pixels.ts';

/**
 * The ink of all pictures, which is the same in both themes. Asked for once: a hundred pictures come and go in a frame,
 * and each time the browser would have to work out the styles of those that came before.
 */
@Service()
class PictureInk {
  private readonly root = inject(DOCUMENT).documentElement;
  readonly colour = computed(() => customColour(this.root, '--ink'));
}

/** A test digit as ink on paper, as large as its place. */
@Component({
  selector: 'app-digit-picture',
  template: `<canvas #canvas width="28" height="28" aria-hidden="true"></canvas>`,
  styleUrl: '../../../ui/paper-image.css',
})
export class DigitPicture {
  private readonly ink = inject(PictureInk).colour;

  readonly digits = input.required<TestDigits>();
  /** Its position among them. */
  readonly digit = input.required<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      const image = testImage(this.digits(), this.digit());
      paintPixels(this.canvas().nativeElement, image, this.ink());
    });
  }
}
