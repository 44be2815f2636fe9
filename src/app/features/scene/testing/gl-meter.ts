/** Counts WebGL calls, uploads and textures. */
export interface GlMeter {
  /** Draw calls and vertices since the last reset. */
  draws: number;
  vertices: number;
  /** Bytes of texture data uploaded since the last reset. */
  uploadedBytes: number;
  /** Textures that were created and not deleted. */
  textures: number;
  reset(): void;
}

/** Wraps a context's methods so that its calls are counted from now on. */
export function meterOf(gl: WebGL2RenderingContext): GlMeter {
  const meter: GlMeter = {
    draws: 0,
    vertices: 0,
    uploadedBytes: 0,
    textures: 0,
    reset() {
      this.draws = this.vertices = this.uploadedBytes = 0;
    },
  };
  const drawArrays = gl.drawArrays.bind(gl);
  gl.drawArrays = (mode, first, count) => {
    meter.draws += 1;
    meter.vertices += count;
    drawArrays(mode, first, count);
  };
  const texSubImage2D = gl.texSubImage2D.bind(gl) as (...args: unknown[]) => void;
  gl.texSubImage2D = (...args: unknown[]) => {
    const data = args.find((arg) => ArrayBuffer.isView(arg));
    meter.uploadedBytes += data?.byteLength ?? 0;
    texSubImage2D(...args);
  };
  const createTexture = gl.createTexture.bind(gl);
  gl.createTexture = () => {
    meter.textures += 1;
    return createTexture();
  };
  const deleteTexture = gl.deleteTexture.bind(gl);
  gl.deleteTexture = (texture) => {
    if (texture) meter.textures -= 1;
    deleteTexture(texture);
  };
  return meter;
}
