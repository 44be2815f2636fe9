import type { Page } from '@playwright/test';

/** A page's WebGL calls since it was opened. */
export interface WebGlCount {
  /** Draw calls, and the vertices they drew. */
  readonly draws: number;
  readonly vertices: number;
  /** Bytes of textures and buffers that were uploaded. */
  readonly uploadedBytes: number;
  /** Frames that drew something. */
  readonly frames: number;
  /** Vertices of the newest frame. */
  readonly frameVertices: number;
  /** When the GPU finished the first frame, milliseconds since the page was opened. */
  readonly firstFrameMs: number | undefined;
}

/**
 * Counts the page's WebGL calls from the next time it is opened.
 * @param draws `stubbed` counts draw calls without making them, clearing included, which leaves only the page's own
 *   work. A canvas that is not drawn on is not read back either, which software rendering does on the page's thread and
 *   a GPU does not.
 */
export async function countWebGl(page: Page, draws: 'real' | 'stubbed' = 'real'): Promise<void> {
  await page.addInitScript((isReal) => {
    const pending = new Set<number>();
    const count = {
      ...{ draws: 0, vertices: 0, uploadedBytes: 0, frames: 0, frameVertices: 0 },
      firstFrameMs: undefined as number | undefined,
    };
    Object.assign(window, { webGlCount: count, pendingFrames: pending });
    const request = window.requestAnimationFrame.bind(window);
    const cancel = window.cancelAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      const frame = request((time) => {
        pending.delete(frame);
        callback(time);
      });
      pending.add(frame);
      return frame;
    };
    window.cancelAnimationFrame = (frame) => {
      pending.delete(frame);
      cancel(frame);
    };

    const { prototype } = WebGL2RenderingContext;
    type Call = (this: WebGL2RenderingContext, ...args: unknown[]) => void;
    const callOf = (name: string): Call => Reflect.get(prototype, name) as Call;
    const replace = (name: string, call: Call): void => void Reflect.set(prototype, name, call);

    let isInFrame = false;
    const noteFrame = (gl: WebGL2RenderingContext): void => {
      if (isInFrame) return;
      isInFrame = true;
      count.frames += 1;
      count.frameVertices = 0;
      request(() => (isInFrame = false));
      if (count.frames > 1) return;
      const noteEnd = (end: WebGLSync | null): void => {
        if (!end || gl.getSyncParameter(end, gl.SYNC_STATUS) === gl.SIGNALED) {
          count.firstFrameMs = performance.now();
        } else
          request(() => {
            noteEnd(end);
          });
      };
      queueMicrotask(() => {
        noteEnd(gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0));
      });
    };
    for (const [name, countAt] of [
      ['drawArrays', 2],
      ['drawElements', 1],
    ] as const) {
      const draw = callOf(name);
      replace(name, function (...args) {
        noteFrame(this);
        count.draws += 1;
        count.vertices += Number(args[countAt]);
        count.frameVertices += Number(args[countAt]);
        if (isReal) draw.apply(this, args);
      });
    }
    if (!isReal) replace('clear', () => undefined);
    for (const name of ['texImage2D', 'texSubImage2D', 'bufferData', 'bufferSubData']) {
      const upload = callOf(name);
      replace(name, function (...args) {
        const data = args.find((arg) => ArrayBuffer.isView(arg));
        count.uploadedBytes += data?.byteLength ?? 0;
        upload.apply(this, args);
      });
    }
  }, draws === 'real');
}

/** The counts so far. */
export async function webGlCount(page: Page): Promise<WebGlCount> {
  return page.evaluate(() => ({ ...(window as unknown as { webGlCount: WebGlCount }).webGlCount }));
}

/** The counts so far, and whether a requested frame is still to come. */
export async function drawingState(
  page: Page,
): Promise<{ readonly draws: number; readonly isFramePending: boolean }> {
  return page.evaluate(() => {
    const { webGlCount, pendingFrames } = window as unknown as {
      webGlCount: WebGlCount;
      pendingFrames: ReadonlySet<number>;
    };
    return { draws: webGlCount.draws, isFramePending: pendingFrames.size > 0 };
  });
}
