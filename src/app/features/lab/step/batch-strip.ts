import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { StepBatch } from '../../../network/lab/shared/step-story.ts';
import { customColour } from '../../../platform/custom-colour.ts';
import { paintBatch } from './paint-batch.ts';

/** So many digits stand in a row at most. */
const COLUMNS = 32;

/**
 * The digits of a step as ink on paper, those bright that are still read wrong; the one that is told of has a ring, and
 * each whose label is wrong a mark at its corner.
 */
@Component({
  selector: 'app-batch-strip',
  template: `
    <canvas #canvas role="img" [attr.aria-label]="caption()"></canvas>
    <p aria-hidden="true">{{ caption() }}</p>
  `,
  styles: `
    canvas {
      display: block;
      inline-size: 100%;
      max-block-size: calc(56 * var(--px));
      object-fit: contain;
      object-position: left;
      image-rendering: pixelated;
      forced-color-adjust: none;
    }

    p {
      margin: 2px 0 0;
      color: var(--text-quiet);
      font-size: calc(12 * var(--px));
    }
  `,
})
export class BatchStrip {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly say = inject(Phrases).say;

  readonly batch = input.required<StepBatch>();
  /** Which one is told of. */
  readonly told = input.required<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  protected readonly caption = computed(() => {
    const { size, labels, isWrong } = this.batch();
    const what =
      labels.length < size
        ? this.say('lab.batchPart', { shown: labels.length, all: size })
        : this.say('lab.batch', { count: size });
    const wrong = isWrong.filter((mark) => mark === 1).length;
    return wrong > 0 ? `${what} ${this.say('lab.batchWrong', { count: wrong })}` : what;
  });

  constructor() {
    effect(() => {
      const [paper, ink] = [customColour(this.host, '--paper'), customColour(this.host, '--ink')];
      const ring = customColour(this.host, '--told-ring');
      paintBatch(this.canvas().nativeElement, this.batch(), {
        ...{ told: this.told(), columns: COLUMNS, paper, ink, ring },
      });
    });
  }
}
