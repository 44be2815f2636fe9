import {
  AddEquation,
  BufferGeometry,
  CustomBlending,
  GLSL3,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RawShaderMaterial,
  type DataTexture,
  type IUniform,
} from 'three';

/** Uniforms that all meshes of the scene share. */
export interface SharedUniforms {
  readonly projection: IUniform<Float32Array>;
  readonly viewport: IUniform<[number, number]>;
  readonly pixelRatio: IUniform<number>;
  readonly depthRange: IUniform<[number, number]>;
  readonly positions: IUniform<DataTexture | null>;
  readonly values: IUniform<DataTexture | null>;
  readonly thresholds: IUniform<DataTexture | null>;
  readonly ramp: IUniform<DataTexture | null>;
  /** Index of a neuron among all of the network; -1 for none. */
  readonly selected: IUniform<number>;
  readonly hovered: IUniform<number>;
}

/** Vertices of a quad, two triangles. */
const QUAD_VERTICES = 6;

/**
 * Quads without attributes, their corners from `gl_VertexID`, blended as light: colours come multiplied
 * with their opacity, and alpha says how much of what is behind they cover.
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
        depthTest: false,
        depthWrite: false,
      }),
    );
    // There is nothing to take bounds from: the geometry has no positions.
    this.frustumCulled = false;
    this.matrixAutoUpdate = false;
    this.geometry.setDrawRange(0, 0);
  }

  setDrawRange(first: number, count: number): void {
    this.geometry.setDrawRange(first * QUAD_VERTICES, count * QUAD_VERTICES);
    this.visible = count > 0;
  }

  override dispose(): void {
    this.geometry.dispose();
    this.material.dispose();
  }
}
