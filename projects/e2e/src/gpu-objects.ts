import type { Page } from '@playwright/test';

/** The WebGL objects that a page has created and not deleted, by kind. */
export type GpuObjects = Readonly<Record<string, number>>;

/** Counts WebGL objects from the next time the page is opened. */
export async function countGpuObjects(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const alive: Record<string, Set<unknown>> = {};
    Object.assign(window, { gpuObjects: alive });
    const { prototype } = WebGL2RenderingContext;
    type Call = (this: WebGL2RenderingContext, ...args: unknown[]) => unknown;
    const replace = (name: string, call: (original: Call) => Call): void => {
      Reflect.set(prototype, name, call(Reflect.get(prototype, name) as Call));
    };
    const follow = (kind: string, creator: string, end: string): void => {
      const objects = (alive[kind] = new Set());
      replace(
        creator,
        (create) =>
          function (...args) {
            const made = create.apply(this, args);
            objects.add(made);
            return made;
          },
      );
      replace(
        end,
        (remove) =>
          function (...args) {
            objects.delete(args[0]);
            return remove.apply(this, args);
          },
      );
    };
    for (const kind of [
      ...['Texture', 'Buffer', 'Program', 'Shader', 'VertexArray', 'Framebuffer'],
      ...['Renderbuffer', 'Query', 'Sampler', 'TransformFeedback'],
    ]) {
      follow(kind, `create${kind}`, `delete${kind}`);
    }
    follow('Sync', 'fenceSync', 'deleteSync');
  });
}

/** Those that still exist. */
export async function gpuObjects(page: Page): Promise<GpuObjects> {
  return page.evaluate(() => {
    const { gpuObjects } = window as unknown as { gpuObjects: Record<string, Set<unknown>> };
    return Object.fromEntries(Object.entries(gpuObjects).map(([kind, { size }]) => [kind, size]));
  });
}
