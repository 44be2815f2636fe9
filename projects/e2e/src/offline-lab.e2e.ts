import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineApp } from '../engines/engine-app.ts';
import { liveInLab } from '../engines/lab-life.ts';
import { PlaywrightPage } from '../engines/playwright-browser.ts';
import { expectReady, test } from './offline-visit.ts';
import { makeSmallBuild } from './small-build.ts';

let small = '';
let downloads = '';
test.beforeAll(() => {
  small = makeSmallBuild();
  downloads = mkdtempSync(join(tmpdir(), 'downloads-'));
});
test.afterAll(() => {
  for (const folder of [small, downloads]) rmSync(folder, { recursive: true });
});

test('a network is built, learns, is kept, saved, deleted and taken back without a server', async ({
  app,
  page,
  server,
}) => {
  page.on('download', (download) => {
    void download.saveAs(join(downloads, download.suggestedFilename()));
  });
  await server.restart(small);
  await app.open();
  await expectReady(page);
  await server.kill();
  await liveInLab(
    new EngineApp(new PlaywrightPage('chromium', page, downloads), server.url),
    server.url,
  );
});
