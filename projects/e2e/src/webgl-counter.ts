import type { Page } from '@playwright/test';

/** What a page asked of WebGL since it was opened. */
export interface WebGlCount {
  /** Draw calls, and the vertices they named. */
  readonly draws: number;
  readonly vertices: number;
  /** Bytes of textures and buffers that went up. */
  readonly uploadedBytes: number;
  /** Frames that drew something. */
  readonly frames: number;
  /** Vertices of the newest one. */
  readonly frameVertices: number;
  /** When the GPU had finished the first of them, milliseconds since the page was opened. */
  readonly firstFrameMs: number | undefined;
}

/**
 * Counts what the page asks of WebGL from its next opening on.
 * @param draws `stubbed` counts draw calls and leaves them out, clearing too: what is left is the page's own
 *   work. A canvas that is not drawn on is not read back either, as software rendering does on the page's
 *   thread and a GPU does not.
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

/** What has been counted so far. */
export async function webGlCount(page: Page): Promise<WebGlCount> {
  return page.evaluate(() => ({ ...(window as unknown as { webGlCount: WebGlCount }).webGlCount }));
}

/** How much has been drawn so far, and whether a frame has been asked for and has not come. */
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
