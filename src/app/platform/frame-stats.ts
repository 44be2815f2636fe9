/** A frame as it was drawn, for whoever measures. */
export interface FrameStats {
  /** When it was begun, milliseconds since the page was opened. */
  readonly atMs: number;
  readonly drawCalls: number;
  readonly triangles: number;
  /** What is on the GPU. */
  readonly textures: number;
  readonly geometries: number;
}
