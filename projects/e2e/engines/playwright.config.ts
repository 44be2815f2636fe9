import { defineConfig, type LaunchOptions } from '@playwright/test';
import { CHROMIUM, launch, SOFTWARE_GPU } from '../launch-chromium.ts';
import type { OfAllTests } from './engine-test.ts';

const inEngine = (engine: OfAllTests['engine'], launchOptions: LaunchOptions) => ({
  name: engine,
  // A folder an engine: each empties its own when it begins, and they may run at the same time.
  outputDir: `../../../test-results/${engine}`,
  use: { engine, launchOptions },
});

export default defineConfig<object, OfAllTests>({
  testDir: '.',
  testMatch: '*.e2e.ts',
  forbidOnly: true,
  // Software draws the network in most of these tests: side by side they would starve each other.
  workers: 1,
  reporter: [['list'], ['../../../scripts/test-outcomes/playwright-outcomes.ts']],
  // When a test is given up, not how long it may take: the first picture of an engine alone takes seconds of two cores,
  // and other steps keep them busy.
  timeout: 240_000,
  expect: { timeout: 90_000 },
  projects: [
    inEngine('chromium', launch(CHROMIUM, ...SOFTWARE_GPU)),
    inEngine('firefox', {
      executablePath: process.env['FIREFOX_BIN'] ?? 'firefox',
      // Asked for permanent storage, it would ask the visitor.
      firefoxUserPrefs: {
        'dom.storageManager.prompt.testing': true,
        'dom.storageManager.prompt.testing.allow': true,
      },
    }),
    // Its driver does not let the right button go, and its pictures of a first window are black now and then.
    { ...inEngine('webkit', {}), testIgnore: /(right-button|sliders)/ },
  ],
});
