import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import english from '../../src/app/i18n/en.lab.json' with { type: 'json' };
import { markdownTable } from '../app/markdown-table.ts';
import { BUILT_APP, serveApp } from '../app/served-app.ts';
import { launchBrowser, open, prepareVisit } from '../app/visit.ts';
import { letSettle } from './lab-visit.ts';

/** Stands nowhere but among the lab's phrases. */
const A_PHRASE = english.lab.question;

/** What a visitor gets who opens the lab after the first page: by kind, with brotli as it is sent. */
export async function sizes(): Promise<string> {
  const app = await serveApp();
  const browser = await launchBrowser();
  try {
    const visit = await prepareVisit(browser, { url: app.url, draws: 'stubbed' });
    const { page, context } = visit;
    const fetched = new Set<string>();
    context.on('request', (request) => {
      fetched.add(decodeURIComponent(new URL(request.url()).pathname.slice(1)));
    });
    await open(visit, app.url);
    await letSettle(page);
    const before = new Set(fetched);
    await page.evaluate(() => {
      location.hash = '#/lab';
    });
    await page.locator('.input-name').waitFor();
    await page.locator('[data-part=start]').click();
    await page.locator('[data-part=pause]').waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.locator('app-curve-table').waitFor();
    await letSettle(page);
    const rows = new Map<string, number>();
    for (const path of fetched) {
      if (before.has(path)) continue;
      const kind = kindOf(path);
      rows.set(kind, (rows.get(kind) ?? 0) + sentBytes(path));
    }
    return markdownTable(
      ['fetched for the lab, brotli', 'KB'],
      [...rows].map(([kind, bytes]) => [kind, (bytes / 1000).toFixed(1)]),
    );
  } finally {
    await browser.close();
    app.stop();
  }
}

function kindOf(path: string): string {
  if (path.startsWith('digits/')) return `digits, ${basename(path)} (gzip)`;
  if (basename(path).startsWith('worker-')) return 'workers';
  const text = readFileSync(join(BUILT_APP, path), 'utf8');
  return text.includes(A_PHRASE) ? 'phrases' : 'page: scripts, styles, curve';
}

function sentBytes(path: string): number {
  const file = join(BUILT_APP, path);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}
