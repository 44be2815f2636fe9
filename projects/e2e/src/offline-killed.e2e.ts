import { expect } from './app-page.ts';
import { DIGITS } from './digits.ts';
import type { Faults } from './fault-server.ts';
import { expectReady, test } from './offline-visit.ts';

/** Requests of a first visit, until everything that is not a checkpoint has been asked for. */
const FIRST_REQUESTS = [1, 2, 4, 6, 8, 10, 13, 16, 20, 24];
/** Into the nearly eight megabytes of a full installation. */
const MEGABYTES = [0.6, 1.1, 1.7, 2.4, 3.1, 3.9, 4.8, 5.7, 6.6, 7.5];

const MOMENTS: readonly (readonly [string, Faults])[] = [
  ...FIRST_REQUESTS.map((n) => [`at request ${n}`, { dieAtRequest: n }] as const),
  ...MEGABYTES.map((n) => [`after ${n} MB`, { dieAfterBytes: n * 1e6 }] as const),
];

for (const [moment, faults] of MOMENTS) {
  test(`survives its server killed ${moment} of the first visit`, async ({ app, page, server }) => {
    await server.setFaults(faults);
    await page.goto('./').catch((error: unknown) => {
      // The page itself did not arrive.
      expect(String(error)).toMatch(/net::ERR_/);
    });
    await server.hasDied();
    await server.start();
    const isThere = await page.evaluate(() => document.documentElement.dataset['ready'] === 'true');
    // What a person does with a page that does not come up; one that did mends itself.
    if (!isThere) await app.open();
    await expectReady(page);
    await server.kill();
    await app.open();
    await app.draw(DIGITS[4] ?? []);
    await app.expectAnswer(4);
    await expectReady(page);
  });
}
