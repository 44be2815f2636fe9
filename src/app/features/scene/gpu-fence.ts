/** Reports when the GPU has finished a frame, so that the page never has to block on it. */
export class GpuFence {
  private readonly gl: WebGL2RenderingContext;
  private sync: WebGLSync | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
  }

  /** Marks the end of a frame. */
  set(): void {
    this.gl.deleteSync(this.sync);
    this.sync = this.gl.fenceSync(this.gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.gl.flush();
  }

  /** Whether the GPU is still working on the last frame. */
  isPending(): boolean {
    const { gl, sync } = this;
    if (!sync || gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) return sync !== null;
    gl.deleteSync(sync);
    this.sync = null;
    return false;
  }
}
