/** Statistics of a drawn frame. */
export interface FrameStats {
  /** When it was started, milliseconds since the page was opened. */
  readonly atMs: number;
  readonly drawCalls: number;
  readonly triangles: number;
  /** What is allocated on the GPU. */
  readonly textures: number;
  readonly geometries: number;
}
