// `npm run check:release`: serves the built app, fetches every file of it, and has it read a digit in a browser without
// a window, where there is one. `deploy.sh` does not serve an app that fails here.
import { chromium } from '@playwright/test';
import { checkRelease } from '../projects/hub/src/public-api.ts';
import { lookForBrowser, thisMachine } from './find-browser.ts';

const FOLDER = 'dist/app/browser';
/** A 1, as shares of the paper's width and height. */
const STROKE = [
  [0.5, 0.15],
  [0.5, 0.5],
  [0.5, 0.85],
] as const;
const PATIENCE_MS = 60_000;

const browser = lookForBrowser(thisMachine);
const files = await checkRelease(FOLDER, browser === undefined ? undefined : readOne(browser));
console.log(`All ${files} files arrive as they were built.`);
if (browser === undefined) {
  console.warn('Not tried: reading a digit, since no Chrome or Chromium was found.');
} else console.log('A digit was drawn and read.');

/** Draws a 1 in a browser and waits until the app reads it. */
function readOne(executablePath: string): (address: string) => Promise<void> {
  return async (address) => {
    const args = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
    const running = await chromium.launch({ executablePath, args });
    try {
      const page = await running.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(address);
      await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
      const paper = await page.locator('app-digit-pad').boundingBox();
      if (!paper) throw new Error('expected the paper on the page, found none');
      for (const [index, [x, y]] of STROKE.entries()) {
        await page.mouse.move(paper.x + x * paper.width, paper.y + y * paper.height, { steps: 8 });
        if (index === 0) await page.mouse.down();
      }
      await page.mouse.up();
      await page.waitForFunction(() => {
        const values = [...document.querySelectorAll('[role="meter"]')].map((meter) =>
          Number(meter.getAttribute('aria-valuenow')),
        );
        return (values[1] ?? 0) > 90;
      });
    } finally {
      await running.close();
    }
  };
}
