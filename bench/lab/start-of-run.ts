import type { Page } from '@playwright/test';
import { markdownTable } from '../app/markdown-table.ts';
import { serveApp } from '../app/served-app.ts';
import { median } from '../app/statistics.ts';
import { launchBrowser } from '../app/visit.ts';
import { openLab, prepareLab } from './lab-visit.ts';

/** Of the first layer of the lab's usual network, 784-32-10. */
const FIRST_WEIGHTS_BYTES = 4 * 784 * 32;
const RIGHT = 0.9;

interface Beginning {
  /** From Start until other weights than the first were drawn. */
  readonly movedMs: number;
  /** From Start until 90 % of test digits were read right, where that was waited for. */
  readonly rightMs: number;
}

/** From Start to the first movement, and to 90 %, with the lab's defaults, digits on the device. */
export async function startOfRun(rounds: number): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const visit = await prepareLab(browser, app.url);
    const { page } = visit;
    const begin = async (pace: string): Promise<Beginning> => {
      await openLab(visit, app.url, `pace=${pace}`);
      return beginning(page, pace === 'full');
    };
    // Brings the digits.
    await begin('full');
    const [usual, full]: [Beginning[], Beginning[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      usual.push(await begin('time-lapse'));
      full.push(await begin('full'));
    }
    const row = (name: string, values: readonly number[]): string[] => [
      name,
      median(values).toFixed(0),
      Math.max(...values).toFixed(0),
    ];
    const moved = (all: readonly Beginning[]): number[] => all.map(({ movedMs }) => movedMs);
    const right = full.map(({ rightMs }) => rightMs);
    return markdownTable(
      ['784-32-10, the lab’s defaults, from Start', 'median, ms', 'most, ms'],
      [
        row('until the network moves, time-lapse', moved(usual)),
        row('until the network moves, full speed', moved(full)),
        row('until 90 % are read right, full speed', right),
      ],
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

async function beginning(page: Page, isToLearn: boolean): Promise<Beginning> {
  return page.evaluate(
    async ({ bytes, share, isToLearn }) => {
      const count = (): { uploadedBytes: number; frames: number } =>
        (window as unknown as { webGlCount: { uploadedBytes: number; frames: number } }).webGlCount;
      const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
      const beganMs = performance.now();
      document.querySelector<HTMLElement>('[data-part=start]')?.click();
      const { told } = window.lab;
      const hasLearned = (): boolean =>
        told.some(({ kind, images }) => kind === 'frame' && (images ?? 0) > 0);
      let before = { ...count() };
      for (; !hasLearned(); await nextFrame()) before = { ...count() };
      while (count().uploadedBytes - before.uploadedBytes < bytes) await nextFrame();
      for (const { frames } = count(); count().frames === frames;) await nextFrame();
      const movedMs = performance.now() - beganMs;
      if (!isToLearn) return { movedMs, rightMs: NaN };
      for (;;) {
        const point = told.find(({ accuracy }) => (accuracy ?? 0) >= share);
        if (point) return { movedMs, rightMs: point.atMs - beganMs };
        await nextFrame();
      }
    },
    { bytes: FIRST_WEIGHTS_BYTES, share: RIGHT, isToLearn },
  );
}
