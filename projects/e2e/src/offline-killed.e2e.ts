import { rmSync } from 'node:fs';
import { expect } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import { DIGITS } from './digits.ts';
import type { Faults } from './fault-server.ts';
import { expectReady, test } from './offline-visit.ts';
import { makeSmallBuild } from './small-build.ts';

interface Moment {
  readonly name: string;
  readonly faults: Faults;
  /** Whether all 35 checkpoints must arrive, or only four; everything else is the same. */
  readonly isWhole?: boolean;
}

/** Requests of a first visit, until everything but the checkpoints has been asked for. */
const FIRST_REQUESTS = [1, 2, 4, 6, 8, 10, 13, 16, 20, 24];
/** Moments within the 1.2 megabytes of an installation with four checkpoints. */
const MEGABYTES = [0.3, 0.5, 0.65, 0.8, 0.95, 1.1];
/** Moments within the nearly eight megabytes of a full installation. */
const MEGABYTES_OF_ALL = [1.1, 3.1, 5.7, 7.5];

const MOMENTS: readonly Moment[] = [
  ...FIRST_REQUESTS.map((n) => ({ name: `at request ${n}`, faults: { dieAtRequest: n } })),
  ...MEGABYTES.map((n) => ({ name: `after ${n} MB`, faults: { dieAfterBytes: n * 1e6 } })),
  ...MEGABYTES_OF_ALL.map((n) => ({
    name: `after ${n} MB of a full installation`,
    faults: { dieAfterBytes: n * 1e6 },
    isWhole: true,
  })),
];

let small = '';
test.beforeAll(() => {
  small = makeSmallBuild();
});
test.afterAll(() => {
  rmSync(small, { recursive: true });
});

for (const { name, faults, isWhole = false } of MOMENTS) {
  test(`survives when its server is killed ${name} of the first visit`, async ({
    app,
    page,
    server,
  }) => {
    const build = isWhole ? BUILT_APP : small;
    await server.restart(build, faults);
    const hasArrived = await page.goto('./').then(
      () => true,
      (error: unknown) => {
        expect(String(error)).toMatch(/net::ERR_/);
        return false;
      },
    );
    await server.hasDied();
    await server.start(build);
    // Where the page did not arrive there is Chromium's own, which nothing asks: it goes away by itself at any moment.
    const isThere =
      hasArrived &&
      (await page.evaluate(() => document.documentElement.dataset['ready'] === 'true'));
    // If the page did not load, a person reloads it; a loaded page recovers by itself.
    if (!isThere) await app.open();
    await expectReady(page);
    await server.kill();
    await app.open();
    await app.draw(DIGITS[4] ?? []);
    await app.expectAnswer(4);
    await expectReady(page);
  });
}
