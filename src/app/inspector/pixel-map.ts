import { IMAGE_SIZE } from '#model';
import { Component, effect, type ElementRef, inject, input, viewChild } from '@angular/core';
import { ThemeSetting } from '../settings/theme-setting';

/** Pixels of the canvas for each cell: sharp on screens of three pixels to one, too. */
const CELL = 16;
/** Discs speak against, squares for: who does not tell the colours apart sees the shapes. */
const DISC_RADIUS = 0.38 * CELL;

/** A 28x28 picture of what speaks for something, warm, and against it, cool. */
@Component({
  selector: 'app-pixel-map',
  template: `<canvas
    #canvas
    role="img"
    [attr.width]="size"
    [attr.height]="size"
    [attr.aria-label]="name()"
  ></canvas>`,
  styleUrl: './pixel-map.css',
})
export class PixelMap {
  private readonly theme = inject(ThemeSetting).theme;

  /** -1 (against) to 1 (for), row-major, `[28][28]`. */
  readonly cells = input.required<Float64Array>();
  /** Accessible name. */
  readonly name = input.required<string>();

  protected readonly size = IMAGE_SIZE * CELL;
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      // The colours below are the theme's.
      this.theme();
      const context = this.canvas().nativeElement.getContext('2d');
      if (context) paintCells(context, this.cells());
    });
  }
}

function paintCells(context: CanvasRenderingContext2D, cells: Float64Array): void {
  const { canvas } = context;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const [sign, colour] of [
    [1, '--warm'],
    [-1, '--cool'],
  ] as const) {
    context.fillStyle = style.getPropertyValue(colour);
    cells.forEach((cell, pixel) => {
      if (cell * sign <= 0) return;
      const x = (pixel % IMAGE_SIZE) * CELL;
      const y = Math.floor(pixel / IMAGE_SIZE) * CELL;
      context.globalAlpha = Math.abs(cell);
      if (sign > 0) context.fillRect(x, y, CELL, CELL);
      else fillDisc(context, x + CELL / 2, y + CELL / 2);
    });
  }
}

function fillDisc(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, DISC_RADIUS, 0, 2 * Math.PI);
  context.fill();
}
