import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../../..');
/** No server answers there: everything comes from this repository. */
const ORIGIN = 'http://modules.test';
const IMPORTS = {
  '#model': '/projects/model/src/public-api.ts',
  '@noble/hashes/': '/node_modules/@noble/hashes/',
};

/** Opens an empty page that can import this repository's modules, with types stripped and without a build. */
export async function openModules(page: Page): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') {
      const importMap = `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
      await route.fulfill({ contentType: 'text/html', body: `<!doctype html>${importMap}` });
      return;
    }
    const source = readFileSync(join(ROOT, path), 'utf8');
    const body = path.endsWith('.ts') ? stripTypeScriptTypes(source) : source;
    await route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(ORIGIN);
}
