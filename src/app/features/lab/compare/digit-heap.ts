import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { testImage, type TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { customColour } from '../../../platform/custom-colour.ts';
import { paintPixels } from '../../../platform/paint-pixels.ts';
import { heapPlaces, heapSize, heapWidth, sampleOf } from './heap-places.ts';

/** Canvas pixels a digit; sharp on dense screens. */
const TILE = 48;
/** A row lies on the one below. */
const ROW = 0.82;
const INK_INSET = 0.08;

/** Test digits as a heap of paper, by the square root of how many they are. */
@Component({
  selector: 'app-digit-heap',
  template: `<canvas #canvas aria-hidden="true" [style.--columns]="width()"></canvas>`,
  styles: `
    :host {
      display: grid;
      align-content: end;
      justify-items: center;
    }

    canvas {
      display: block;
      inline-size: calc(var(--columns) * var(--tile, 20px));
      max-inline-size: 100%;
    }
  `,
})
export class DigitHeap {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly test = input.required<TestDigits>();
  /** Positions among the test digits. */
  readonly pile = input.required<readonly number[]>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly size = computed(() => heapSize(this.pile().length));
  protected readonly width = computed(() => heapWidth(this.size()) + 0.4);

  constructor() {
    effect(() => {
      this.paint(this.canvas().nativeElement);
    });
  }

  private paint(canvas: HTMLCanvasElement): void {
    const size = this.size();
    const places = heapPlaces(size);
    const rows = (places.at(-1)?.row ?? 0) + 1;
    canvas.width = this.width() * TILE;
    canvas.height = ((rows - 1) * ROW + 1.3) * TILE;
    const context = canvas.getContext('2d');
    if (!context) return;
    const paper = `rgb(${customColour(this.host, '--paper').join(' ')})`;
    const ink = customColour(this.host, '--ink');
    const digits = sampleOf(this.pile(), size);
    for (const [index, { x, row, turn }] of places.entries()) {
      context.save();
      context.translate((x + 0.2) * TILE, canvas.height - (row * ROW + 0.62) * TILE);
      context.rotate((turn * Math.PI) / 180);
      context.shadowColor = 'rgb(0 0 0 / 40%)';
      context.shadowBlur = TILE / 12;
      context.shadowOffsetY = TILE / 24;
      context.fillStyle = paper;
      context.fillRect(-TILE / 2, -TILE / 2, TILE, TILE);
      context.shadowColor = 'transparent';
      const inset = TILE * INK_INSET;
      const drawn = inked(testImage(this.test(), digits[index] ?? 0), ink);
      context.drawImage(
        drawn,
        inset - TILE / 2,
        inset - TILE / 2,
        TILE - 2 * inset,
        TILE - 2 * inset,
      );
      context.restore();
    }
  }
}

function inked(image: Uint8Array, colour: readonly number[]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  paintPixels(canvas, image, colour);
  return canvas;
}
