import { rmSync } from 'node:fs';
import { makeSmallBuild } from '../src/small-build.ts';
import { test } from './engine-test.ts';
import { liveInLab } from './lab-life.ts';

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
