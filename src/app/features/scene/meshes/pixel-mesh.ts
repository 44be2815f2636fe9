import { BlendedQuads, type SharedUniforms } from './blended-quads.ts';
import { RIM, type LayerLayout } from '../geometry/network-layout.ts';
import type { Palette, Rgb } from './palette.ts';
import { PIXEL_FRAGMENT, PIXEL_VERTEX } from '../shaders/pixels.glsl.ts';

/** The input plane and its pixels, drawn in one call. */
export class PixelMesh {
  readonly mesh: BlendedQuads;

  private readonly inkColour = { value: [0, 0, 0] as Rgb };
  private readonly cellColour = { value: [0, 0, 0] as Rgb };
  private readonly cellOpacity = { value: 0 };
  private readonly layerOpacity = { value: 1 };
  private readonly sheetColour = { value: [0, 0, 0, 0] };
  private readonly edgeColour = { value: [0, 0, 0, 0] };
  private readonly centre = { value: [0, 0, 0] };
  /** Half its width and height with the rim, world units. */
  private readonly sheet = { value: [0, 0] };

  constructor(layer: LayerLayout, shared: SharedUniforms) {
    const { inkColour, cellColour, cellOpacity, sheetColour, edgeColour, layerOpacity } = this;
    const { centre, sheet } = this;
    const { right, up } = layer;
    this.mesh = new BlendedQuads(PIXEL_VERTEX, PIXEL_FRAGMENT, {
      ...shared,
      inkColour,
      cellColour,
      cellOpacity,
      sheetColour,
      edgeColour,
      layerOpacity,
      right: { value: [right.x, right.y, right.z] },
      up: { value: [up.x, up.y, up.z] },
      centre,
      sheet,
    });
    this.mesh.setDrawRange(0, layer.count + 1);
    this.place(layer);
  }

  /** Moves the plane, or scales it. */
  place({ centre, columns, rows, spacing }: LayerLayout): void {
    this.centre.value = [centre.x, centre.y, centre.z];
    this.sheet.value = [(columns / 2 + RIM) * spacing, (rows / 2 + RIM) * spacing];
  }

  /** 1, or less if the picked neuron is not connected to this layer. */
  setLayerOpacity(layerOpacity: number): void {
    this.layerOpacity.value = layerOpacity;
  }

  setPalette(palette: Palette): void {
    this.inkColour.value = palette.ink;
    this.cellColour.value = palette.cell;
    this.cellOpacity.value = palette.cellOpacity;
    this.sheetColour.value = [...palette.sheet, palette.sheetOpacity];
    this.edgeColour.value = [...palette.edge, palette.edgeOpacity];
  }

  dispose(): void {
    this.mesh.dispose();
  }
}
