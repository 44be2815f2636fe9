import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { IMAGE_SIZE } from '#model';
import { Phrases } from '../../i18n/phrases.ts';
import { customColour } from '../../platform/custom-colour.ts';
import type { TriedDigit } from '../../network/library/shared/import-report.ts';

const COLUMNS = 10;
/** Pixels between two digits. */
const GAP = 4;
const PITCH = IMAGE_SIZE + GAP;

/** Digits that a network was tried on, as they are on paper; those that it reads wrongly have a ring and its answer. */
@Component({
  selector: 'app-tried-digits',
  template: `
    <canvas #canvas aria-hidden="true"></canvas>
    <ul [attr.aria-label]="say('import.digits')">
      @for (digit of wrong(); track digit.index) {
        <li [style.left.%]="digit.left" [style.top.%]="digit.top">
          <span class="visually-hidden">{{ digit.words }}</span>
          <span class="answer" translate="no" aria-hidden="true">{{ digit.answer }}</span>
        </li>
      } @empty {
        <li class="visually-hidden">{{ say('import.allRight') }}</li>
      }
    </ul>
  `,
  styleUrl: './tried-digits.css',
  host: { '[style.--pitches]': 'rows()' },
})
export class TriedDigits {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly say = inject(Phrases).say;

  readonly digits = input.required<readonly TriedDigit[]>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  protected readonly rows = computed(() => Math.ceil(this.digits().length / COLUMNS));
  protected readonly wrong = computed(() =>
    this.digits().flatMap(({ label, answer }, index) => {
      if (label === answer) return [];
      const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
      return [
        {
          ...{ index, answer },
          left: (column * PITCH * 100) / (COLUMNS * PITCH - GAP),
          top: (row * PITCH * 100) / (this.rows() * PITCH - GAP),
          words: this.say('import.wrong', { label, answer }),
        },
      ];
    }),
  );

  constructor() {
    effect(() => {
      const colours = [
        customColour(this.host, '--ink'),
        customColour(this.host, '--paper'),
      ] as const;
      paintDigits(this.canvas().nativeElement, this.digits(), ...colours);
    });
  }
}

function paintDigits(
  canvas: HTMLCanvasElement,
  digits: readonly TriedDigit[],
  ink: readonly number[],
  paper: readonly number[],
): void {
  canvas.width = COLUMNS * PITCH - GAP;
  canvas.height = Math.max(1, Math.ceil(digits.length / COLUMNS) * PITCH - GAP);
  // On the CPU: so few pixels are written faster there, and cannot be lost with a GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  digits.forEach(({ image }, index) => {
    const pixels = new ImageData(IMAGE_SIZE, IMAGE_SIZE);
    image.forEach((share, pixel) => {
      for (let part = 0; part < 3; part++) {
        const [from, to] = [paper[part] ?? 0, ink[part] ?? 0];
        pixels.data[pixel * 4 + part] = Math.round(from + ((to - from) * share) / 255);
      }
      pixels.data[pixel * 4 + 3] = 255;
    });
    context?.putImageData(pixels, (index % COLUMNS) * PITCH, Math.floor(index / COLUMNS) * PITCH);
  });
}
