import {
  AddEquation,
  BufferGeometry,
  CustomBlending,
  DoubleSide,
  GLSL3,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RawShaderMaterial,
  type DataTexture,
  type IUniform,
} from 'three';
import type { LensUniforms } from './lens-uniforms.ts';

/** Uniforms that all meshes of the scene share; those of the lens are among them. */
export interface SharedUniforms extends Readonly<LensUniforms['uniforms']> {
  readonly projection: IUniform<Float32Array>;
  readonly viewport: IUniform<[number, number]>;
  readonly pixelRatio: IUniform<number>;
  readonly depthRange: IUniform<[number, number]>;
  readonly positions: IUniform<DataTexture | null>;
  readonly values: IUniform<DataTexture | null>;
  readonly thresholds: IUniform<DataTexture | null>;
  readonly ramp: IUniform<DataTexture | null>;
  /** Index among all neurons of the network; -1 for none. */
  readonly selected: IUniform<number>;
  readonly hovered: IUniform<number>;
}

/**
 * The least value that a shader divides by. `Number.MIN_VALUE` would be 0 there, in 32 bits, and 0 / 0 is whatever the
 * GPU makes of it; values below this are 0 too, in the half floats that the GPU gets.
 */
export const LEAST_SCALE = 1e-6;

/** Vertices per quad, two triangles. */
const QUAD_VERTICES = 6;

/**
 * Quads without vertex attributes: shaders compute the corners from `gl_VertexID`. Colours are premultiplied by
 * their opacity, and alpha says how much of the background they cover, so that light can add up.
 */
export class BlendedQuads extends Mesh<BufferGeometry, RawShaderMaterial> {
  constructor(
    vertexShader: string,
    fragmentShader: string,
    uniforms: Readonly<Record<string, IUniform>>,
  ) {
    super(
      new BufferGeometry(),
      new RawShaderMaterial({
        glslVersion: GLSL3,
        vertexShader,
        fragmentShader,
        uniforms: { ...uniforms },
        blending: CustomBlending,
        blendEquation: AddEquation,
        blendSrc: OneFactor,
        blendDst: OneMinusSrcAlphaFactor,
        transparent: true,
        // Planes are seen from behind, too; in one pass, as nothing is sorted by depth.
        side: DoubleSide,
        forceSinglePass: true,
        depthTest: false,
        depthWrite: false,
      }),
    );
    // The geometry has no positions to compute bounds from.
    this.frustumCulled = false;
    this.matrixAutoUpdate = false;
    this.geometry.setDrawRange(0, 0);
  }

  /** Sets which quads are drawn. */
  setDrawRange(first: number, count: number): void {
    this.geometry.setDrawRange(first * QUAD_VERTICES, count * QUAD_VERTICES);
    this.visible = count > 0;
  }

  override dispose(): void {
    this.geometry.dispose();
    this.material.dispose();
  }
}
