import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import { DIGITS } from './digits.ts';
import { makeNewerBuild, NEWER_TITLE } from './newer-build.ts';
import { expectReady, test } from './offline-visit.ts';
import { lookForUpdate } from './service-worker.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TITLE = 'MNIST MLP Visualizer';
/** Names of two deployed builds. */
const [OLDER, NEWER] = ['2026-01-01T00-00-00Z', '2026-01-02T00-00-00Z'];
let releases = '';

test.beforeAll(async () => {
  releases = mkdtempSync(join(tmpdir(), 'releases-'));
  const backups = join(releases, 'backups');
  mkdirSync(backups);
  cpSync(BUILT_APP, join(backups, OLDER), { recursive: true });
  renameSync(await makeNewerBuild(), join(backups, NEWER));
  for (const name of [OLDER, NEWER]) writeFileSync(join(backups, name, '.commit'), `${name}\n`);
  symlinkSync(join('backups', NEWER), join(releases, 'current'));
  cpSync(join(ROOT, 'dist/hub'), join(releases, 'hub'), { recursive: true });
});
test.afterAll(() => {
  rmSync(releases, { recursive: true, force: true });
});

/** Runs `deploy.sh --rollback`. */
function rollBack(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('./deploy.sh', ['--rollback', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, RELEASES_DIR: releases },
  });
  expect([status, stderr]).toEqual([0, '']);
}

test('an installed app follows a deployment back, forward and back again', async ({
  app,
  page,
  server,
}) => {
  const current = join(releases, 'current');
  await server.restart(current);
  await app.open();
  await expectReady(page);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(NEWER_TITLE);
  await app.draw(DIGITS[4] ?? []);
  for (const [title, ...args] of [[TITLE], [NEWER_TITLE, NEWER], [TITLE]] as const) {
    rollBack(...args);
    await server.restart(current);
    await lookForUpdate(page);
    await page.locator('app-notices .notice').getByRole('button', { name: 'Update now' }).click();
    await expect(heading).toHaveText(title);
    await app.expectAnswer(4);
  }
});
