import { IMAGE_SIZE } from '#model';
import { Component, effect, type ElementRef, inject, input, viewChild } from '@angular/core';
import { ThemeSetting } from '../../platform/theme-setting.ts';

/** Discs are negative, squares positive, so the sign does not depend on colour alone. In cells. */
const DISC_RADIUS = 0.38;
/** Exponent below 1, so that one strong pixel does not make all the others invisible. */
const FADE = 0.65;

/** A 28x28 map: warm cells are positive, cool ones negative. */
@Component({
  selector: 'app-pixel-map',
  template: `<canvas
    #canvas
    role="img"
    width="448"
    height="448"
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

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      // Repaints with the theme, which sets the colours.
      this.theme();
      const context = this.canvas().nativeElement.getContext('2d');
      if (context) paintCells(context, this.cells());
    });
  }
}

function paintCells(context: CanvasRenderingContext2D, cells: Float64Array): void {
  const { canvas } = context;
  const style = getComputedStyle(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.scale(canvas.width / IMAGE_SIZE, canvas.height / IMAGE_SIZE);
  for (const [sign, colour] of [
    [1, '--warm'],
    [-1, '--cool'],
  ] as const) {
    context.fillStyle = style.getPropertyValue(colour);
    cells.forEach((cell, pixel) => {
      if (cell * sign <= 0) return;
      const [x, y] = [pixel % IMAGE_SIZE, Math.floor(pixel / IMAGE_SIZE)];
      context.globalAlpha = Math.abs(cell) ** FADE;
      if (sign > 0) context.fillRect(x, y, 1, 1);
      else fillDisc(context, x + 0.5, y + 0.5);
    });
  }
}

function fillDisc(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, DISC_RADIUS, 0, 2 * Math.PI);
  context.fill();
}
