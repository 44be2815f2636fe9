import { DataTexture, FloatType, RedFormat, type IUniform } from 'three';
import type { LayerLayout } from '../geometry/network-layout.ts';
import { TILE_FRAGMENT, TILE_VERTEX } from '../shaders/tiles.glsl.ts';
import type { SharedUniforms } from './blended-quads.ts';
import { NeuronMesh } from './neuron-mesh.ts';
import type { Palette, Rgb } from './palette.ts';
import type { SceneLook } from '../lens/scene-look.ts';

/** Half a tile's side as a share of the distance between neurons. */
const HALF_SIDE = 0.44;

/** How strongly neurons that are asleep show their picture: more while nothing is drawn. */
const ASLEEP = { blank: 0.55, drawn: 0.34 };

/** The neurons of a layer that takes a square image, as pictures of their weights, drawn in one call. */
export class TileMesh extends NeuronMesh {
  private readonly weights: IUniform<DataTexture | null>;
  private readonly fullWeight: IUniform<number>;
  private readonly before: IUniform<DataTexture | null>;
  private readonly fullChange: IUniform<number>;
  private readonly compared: IUniform<number>;
  private readonly evenness: IUniform<number>;
  private readonly asleep: IUniform<number>;
  private readonly tilePalette: {
    readonly groundColour: IUniform<Rgb>;
    readonly tileRimColour: IUniform<Rgb>;
    readonly awakeColour: IUniform<Rgb>;
    readonly contrast: IUniform<number>;
  };

  constructor(image: LayerLayout, layer: LayerLayout, shared: SharedUniforms) {
    const { right, up } = layer;
    const weights = { value: null };
    const fullWeight = { value: 1 };
    const before = { value: null };
    const fullChange = { value: 1 };
    const compared = { value: 0 };
    const evenness = { value: 0 };
    const asleep = { value: ASLEEP.blank };
    const black = (): IUniform<Rgb> => ({ value: [0, 0, 0] });
    const tilePalette = {
      groundColour: black(),
      tileRimColour: black(),
      awakeColour: black(),
      contrast: { value: 1 },
    };
    super(layer, shared, {
      vertex: TILE_VERTEX,
      fragment: TILE_FRAGMENT,
      quads: 2,
      uniforms: {
        ...tilePalette,
        weights,
        fullWeight,
        before,
        fullChange,
        compared,
        evenness,
        asleep,
        right: { value: [right.x, right.y, right.z] },
        up: { value: [up.x, up.y, up.z] },
        tileShare: { value: (HALF_SIDE * layer.spacing) / layer.radius },
        side: { value: image.columns },
      },
    });
    this.weights = weights;
    this.fullWeight = fullWeight;
    this.before = before;
    this.fullChange = fullChange;
    this.compared = compared;
    this.evenness = evenness;
    this.asleep = asleep;
    this.tilePalette = tilePalette;
  }

  /**
   * @param texture with the weights, already on the GPU for the connections
   * @param full the weight that is shown in full colour
   */
  setWeights(texture: DataTexture, full: number): void {
    this.weights.value = texture;
    this.fullWeight.value = full;
  }

  setLook({ evenness }: SceneLook): void {
    this.evenness.value = evenness;
  }

  /**
   * Sets what the weights are compared with.
   * @param before `[out][in]`, as many as there are weights
   * @param fullChange the change that is shown in full colour
   */
  setBefore(before: Float32Array, fullChange: number): DataTexture {
    this.fullChange.value = fullChange;
    const image = this.weights.value?.image;
    const texture = this.before.value;
    if (texture) texture.image.data = before;
    const current =
      texture ?? new DataTexture(before, image?.width, image?.height, RedFormat, FloatType);
    current.needsUpdate = true;
    this.before.value = current;
    return current;
  }

  /** How far the next frame shows what has changed in place of the weights, 0 to 1. */
  setCompared(share: number): void {
    this.compared.value = this.before.value ? share : 0;
  }

  override dispose(): void {
    this.before.value?.dispose();
    super.dispose();
  }

  /** Whether nothing is drawn on the paper. */
  setBlank(isBlank: boolean): void {
    this.asleep.value = isBlank ? ASLEEP.blank : ASLEEP.drawn;
  }

  override setPalette(palette: Palette): void {
    super.setPalette(palette);
    const { groundColour, tileRimColour, awakeColour, contrast } = this.tilePalette;
    groundColour.value = palette.tileGround;
    tileRimColour.value = palette.tileRim;
    awakeColour.value = palette.awake;
    contrast.value = palette.tileContrast;
  }
}

/** Whether a layer's neurons can be shown as pictures of their weights: the input is a square image. */
export function isSquareImage({ kind, columns, count }: LayerLayout): boolean {
  return kind === 'pixels' && columns * columns === count;
}
