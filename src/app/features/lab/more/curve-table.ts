import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { errorOfShare, type CurvePoint } from '../../../network/lab/shared/curve.ts';

/** In place of a loss that is infinite or none. */
const BEYOND_NUMBERS = '–';

/** The curve in numbers, at its milestones; how far each can be off, with 95 %. */
@Component({
  selector: 'app-curve-table',
  templateUrl: './curve-table.html',
  styleUrl: './curve-table.css',
})
export class CurveTable {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly points = input.required<readonly CurvePoint[]>();
  /** Where the milestones lie, images. */
  readonly milestones = input.required<readonly number[]>();

  protected readonly rows = computed(() => {
    const milestones = new Set(this.milestones());
    return this.points()
      .filter(({ images }) => milestones.has(images))
      .map(({ images, accuracy, tested, ownAccuracy, loss }) => ({
        images: this.figures.count(images),
        right: this.say('lab.give', {
          share: this.figures.accuracy(accuracy),
          error: this.figures.fixed(errorOfShare(accuracy, tested) * 100, 1),
        }),
        own: this.figures.accuracy(ownAccuracy),
        loss: Number.isFinite(loss) ? this.figures.loss(loss) : BEYOND_NUMBERS,
      }));
  });
}
