import { rmSync } from 'node:fs';
import { DIGITS } from '../src/digits.ts';
import { makeSmallBuild } from '../src/small-build.ts';
import { expect, test } from './engine-test.ts';
import { liveInLab } from './lab-life.ts';
import { liveInLesson } from './lab-lesson.ts';

test.use({
  hasOwnServer: true,
  hasPicture: false,
  // What a dead server causes.
  expectedErrors: [/Failed to fetch|NetworkError|Load failed/],
});

let small = '';
test.beforeAll(() => {
  small = makeSmallBuild();
});
test.afterAll(() => {
  rmSync(small, { recursive: true });
});

test('is opened, read with and set without a server, and has kept what was drawn', async ({
  app,
  server,
}) => {
  await server.restart(small);
  await app.open({ visited: 'yes' });
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await app.expectText('app-offline-badge', /^Ready to use offline/);
  const stored = await app.page.evaluate(
    async () => (await navigator.storage.estimate()).usage,
    undefined,
  );
  expect(stored ?? 0).toBeGreaterThan(1e6);

  await server.kill();
  await app.reload();
  await app.expectAnswer(4);
  await app.click({ selector: 'app-drawing-tools button', name: 'Clear' });
  await app.drawWith('touch', DIGITS[7] ?? []);
  await app.expectAnswer(7);
  // Parts of the app that had not been opened before.
  await app.click({ selector: 'header .settings' });
  await app.click({ selector: 'app-settings-panel label:has([value="de"])' });
  await app.expectText('app-settings-panel h2', 'Einstellungen');
});

test('a network is built, learns, is kept, saved, deleted and taken back without a server', async ({
  app,
  server,
}) => {
  await server.restart(small);
  await app.open({ visited: 'yes' });
  await app.expectText('app-offline-badge', /^Ready to use offline/);
  await server.kill();
  await liveInLab(app, server.localUrl);
});

test('a lesson is predicted, learned, compared, written for, printed and tidied up without a server', async ({
  app,
  server,
}) => {
  await server.restart(small);
  await app.open({ visited: 'yes' });
  await app.expectText('app-offline-badge', /^Ready to use offline/);
  await server.kill();
  await liveInLesson(app, server.localUrl);
});
