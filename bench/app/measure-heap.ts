import { lastIndex } from './measure-scrub.ts';
import type { HeldBytes } from './page-thread.ts';
import { strokesOf } from './strokes.ts';
import type { Visit } from './visit.ts';

/** What the page holds. */
export interface HeapGrowth {
  readonly afterLoad: HeldBytes;
  readonly afterUse: HeldBytes;
}

/** Draws and scrubs so many times. */
export async function heapBytesAround(
  visit: Visit,
  { drawings, scrubs }: { readonly drawings: number; readonly scrubs: number },
): Promise<HeapGrowth> {
  const { page, thread } = visit;
  const afterLoad = await thread.heldBytes();
  const digits = Array.from({ length: 10 }, (_, digit) => strokesOf(digit));
  await page.evaluate(
    async ({ digits, drawings }) => {
      for (let drawing = 0; drawing < drawings; drawing++) {
        window.bench.clear();
        await window.bench.draw(digits[drawing % digits.length] ?? []);
      }
    },
    { digits, drawings },
  );
  const last = await lastIndex(visit);
  await page.evaluate(
    async ({ scrubs, last }) => {
      for (let scrub = 0; scrub < scrubs; scrub++) await window.bench.dragOver(last);
      window.bench.clear();
    },
    { scrubs, last },
  );
  return { afterLoad, afterUse: await thread.heldBytes() };
}
