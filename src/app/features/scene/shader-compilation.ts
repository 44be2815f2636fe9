import type { Camera, Scene, WebGLRenderer } from 'three';

/** Compiles shaders, off the page's thread if the browser can. */
export class ShaderCompilation {
  private newest: Promise<unknown> | undefined;

  /** Whether the shaders of what was set last are still to come. */
  get isRunning(): boolean {
    return this.newest !== undefined;
  }

  /** Compiles the shaders of a scene. */
  async of(renderer: WebGLRenderer, scene: Scene, camera: Camera): Promise<void> {
    const compiling = renderer.compileAsync(scene, camera);
    this.newest = compiling;
    try {
      await compiling;
    } finally {
      // Another network may have been set in the meantime.
      if (this.newest === compiling) this.newest = undefined;
    }
  }
}
