// After a change of public/icon.svg or of the app's looks: draws the icons and takes the screenshots that the
// web app manifest names. `npm run build` first; then `node scripts/make-icons.ts`.
import { chromium, type Page } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppPage } from '../projects/e2e/src/app-page.ts';
import { DIGITS } from '../projects/e2e/src/digits.ts';
import { appServer, listen, Releases } from '../projects/hub/src/public-api.ts';
import { findBrowser, thisMachine } from './find-browser.ts';

const PUBLIC = 'public';
const DRAWN = 3;

/**
 * Each icon's size, how large the drawing is in it, and whether its ground goes to the edges: systems cut
 * maskable icons and Apple's to their own shapes, and keep the middle four fifths of maskable ones.
 */
const ICONS = [
  { name: 'icon-192', size: 192, scale: 1, isFull: false },
  { name: 'icon-512', size: 512, scale: 1, isFull: false },
  { name: 'maskable-192', size: 192, scale: 0.82, isFull: true },
  { name: 'maskable-512', size: 512, scale: 0.82, isFull: true },
  { name: 'apple-touch-icon', size: 180, scale: 0.94, isFull: true },
] as const;

const SCREENSHOTS = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 820, height: 1180 },
] as const;

const browser = await chromium.launch({
  executablePath: findBrowser(thisMachine),
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
try {
  await drawIcons(await browser.newPage());
  const server = appServer(await Releases.open('dist/app/browser'));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  mkdirSync(join(PUBLIC, 'screenshots'), { recursive: true });
  for (const { name, width, height } of SCREENSHOTS) {
    const page = await browser.newPage({ viewport: { width, height } });
    await takeScreenshot(page, `http://localhost:${port}/`, name);
    await page.close();
  }
  server.closeAllConnections();
  server.close();
} finally {
  await browser.close();
}

async function drawIcons(page: Page): Promise<void> {
  mkdirSync(join(PUBLIC, 'icons'), { recursive: true });
  const source = readFileSync(join(PUBLIC, 'icon.svg'), 'utf8');
  const ground = /<rect [^>]*>/.exec(source)?.[0] ?? '';
  const fill = /fill="([^"]+)"/.exec(ground)?.[1] ?? '';
  const drawing = source.replace(ground, '');
  for (const { name, size, scale, isFull } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    const picture = isFull ? drawing : source;
    await page.setContent(
      `<style>
        html { background: ${isFull ? fill : 'transparent'} }
        body { margin: 0; display: grid; place-items: center; height: 100vh }
        svg { width: ${scale * 100}vw }
      </style>${picture}`,
    );
    const path = join(PUBLIC, 'icons', `${name}.png`);
    await page.screenshot({ path, omitBackground: true });
  }
}

async function takeScreenshot(page: Page, url: string, name: string): Promise<void> {
  const app = new AppPage(page);
  await app.open(url);
  const drawing = DIGITS[DRAWN] ?? [];
  await app.drawWithPointer(drawing, { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(DRAWN);
  // The wave that follows a stroke has passed.
  await page.waitForTimeout(4000);
  const path = join(PUBLIC, 'screenshots', `${name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 82 });
}
