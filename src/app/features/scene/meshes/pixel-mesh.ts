import { BlendedQuads, type SharedUniforms } from './blended-quads.ts';
import { RIM, type LayerLayout } from '../geometry/network-layout.ts';
import type { Palette, Rgb } from './palette.ts';
import { PIXEL_FRAGMENT, PIXEL_VERTEX } from '../shaders/pixels.glsl.ts';

/** A rectangle of the canvas, which goes from -1 to 1 upwards and to the right. */
export type ClipRectangle = readonly [left: number, bottom: number, width: number, height: number];

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
  private readonly rise = { value: 1 };
  private readonly waitingLight = { value: 1 };
  private readonly paper = { value: [0, 0, 0, 0] };
  /** Half its width and height with the rim, world units. */
  private readonly sheet = { value: [0, 0] };

  private readonly count: number;

  constructor(layer: LayerLayout, shared: SharedUniforms) {
    const { inkColour, cellColour, cellOpacity, sheetColour, edgeColour, layerOpacity } = this;
    const { centre, sheet, rise, waitingLight, paper } = this;
    const { right, up, count, columns, rows } = layer;
    this.count = count;
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
      rise,
      waitingLight,
      paper,
      count: { value: count },
      columns: { value: columns },
      rows: { value: rows },
    });
    this.setFlight(undefined, 1, undefined);
    this.place(layer);
  }

  /** Moves the plane, or scales it. */
  place({ centre, columns, rows, spacing }: LayerLayout): void {
    this.centre.value = [centre.x, centre.y, centre.z];
    this.sheet.value = [(columns / 2 + RIM) * spacing, (rows / 2 + RIM) * spacing];
  }

  /**
   * Sets how far pixels have flown from the paper to the plane.
   * @param rise 0..1; undefined when they are there
   * @param waitingLight how much light is left in the plane to pixels that are still on their way, 0..1
   * @param paper left, bottom, width and height of the paper in clip space; undefined if none is on the page
   */
  setFlight(
    rise: number | undefined,
    waitingLight: number,
    paper: ClipRectangle | undefined,
  ): void {
    this.rise.value = rise ?? 1;
    this.waitingLight.value = waitingLight;
    const isFlying = paper !== undefined && rise !== undefined && rise > 0 && rise < 1;
    if (isFlying) this.paper.value = [...paper];
    // Those that fly are drawn besides the plane's own.
    this.mesh.setDrawRange(0, 1 + (isFlying ? 2 : 1) * this.count);
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
