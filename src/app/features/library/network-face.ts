import { Component, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { IMAGE_SIZE } from '#model';
import { customColour } from '../../platform/custom-colour.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import type { NetworkFace } from '../../network/library/shared/library-network.ts';

/** Pixels between two tiles. */
const GAP = 3;
/** As an `Int8Array` has them. */
const STRONGEST = 127;

/** A network's face: the tiles of its strongest neurons, warm where ink raises their sum, cool where it lowers it. */
@Component({
  selector: 'app-network-face',
  template: `<canvas #canvas aria-hidden="true"></canvas>`,
  styleUrl: './network-face.css',
})
export class NetworkFacePicture {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly theme = inject(ThemeSetting).theme;

  readonly face = input<NetworkFace>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    effect(() => {
      this.theme();
      const colours = {
        warm: customColour(this.host, '--warm'),
        cool: customColour(this.host, '--cool'),
      };
      paintFace(this.canvas().nativeElement, this.face(), colours);
    });
  }
}

/** What raises a sum, and what lowers it: red, green and blue, 0..255. */
interface FaceColours {
  readonly warm: readonly number[];
  readonly cool: readonly number[];
}

/** Paints tiles in rows of the same length, a canvas pixel per weight. */
export function paintFace(
  canvas: HTMLCanvasElement,
  face: NetworkFace | undefined,
  { warm, cool }: FaceColours,
): void {
  const templates = face?.templates ?? [];
  const columns = Math.max(1, Math.ceil(Math.sqrt(templates.length)));
  const pitch = IMAGE_SIZE + GAP;
  canvas.width = canvas.height = columns * pitch - GAP;
  // On the CPU: so few pixels are written faster there, and cannot be lost with a GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  templates.forEach((template, index) => {
    const pixels = new ImageData(IMAGE_SIZE, IMAGE_SIZE);
    template.forEach((weight, pixel) => {
      const [red = 0, green = 0, blue = 0] = weight > 0 ? warm : cool;
      const opacity = Math.round((Math.abs(weight) / STRONGEST) * 255);
      pixels.data.set([red, green, blue, opacity], pixel * 4);
    });
    const [column, row] = [index % columns, Math.floor(index / columns)];
    context?.putImageData(pixels, column * pitch, row * pitch);
  });
}
