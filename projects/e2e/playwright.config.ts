import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import { CHROMIUM, launch, NO_GPU, SOFTWARE_GPU } from './launch-chromium.ts';

/** Not the port of `npm start`: both may run; `E2E_PORT` takes another one. */
const PORT = Number(process.env['E2E_PORT'] ?? 8123);

/**
 * Debian's Chromium has the same engine without a window too, whose pages cost a tenth. It has no service workers on
 * hosts other than localhost, and no installing.
 */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const windowless =
  CHROMIUM === '/usr/bin/chromium' && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : CHROMIUM;

/** A folder a project: each empties its own when it begins, and they may run at the same time. */
const RESULTS = '../../test-results';

/** Tests that look at what a GPU paints: the network in 3D, and ink. */
const PICTURE =
  /(accessibility|ink|inspector|keyboard|layout|lens|saved-files|scene|scene-controls|soak|story|without-drawing|zoom)\.e2e\.ts$/;

/** Those of them that look at the lab: a step of their own, since together they take longer than any other. */
const LAB_PICTURE = /lab-(layout|own-layout|lens)\.e2e\.ts$/;

/** Tests that bring their own browser profile and server. */
const OFFLINE = /offline-.*\.e2e\.ts$/;
const OFFLINE_PICTURE = /offline-picture\.e2e\.ts$/;
/** Nine megabytes have to come, and be verified: a browser waits for them, and another one may use the time. */
const PATIENCE = {
  timeout: 240_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
};

/**
 * Everything else looks at the app alone: what it fetches in the background would be in the way, and a service
 * worker hides requests from tests.
 */
const NOTHING_IN_THE_BACKGROUND = {
  serviceWorkers: 'block' as const,
  storageState: {
    cookies: [],
    origins: [
      {
        origin: `http://localhost:${PORT}`,
        localStorage: [{ name: 'offline.download', value: 'paused' }],
      },
    ],
  },
};

const PAINTED = {
  workers: 1, // Software rendering on two cores: tests side by side would starve each other.
  use: { ...NOTHING_IN_THE_BACKGROUND, launchOptions: launch(windowless, ...SOFTWARE_GPU) },
};

export default defineConfig({
  testDir: 'src',
  testMatch: '*.e2e.ts',
  forbidOnly: true,
  workers: 2,
  reporter: [['list'], ['../../scripts/test-outcomes/playwright-outcomes.ts']],
  // Not how long anything may take, but when it is given up: other steps and other people keep machines busy.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1024, height: 768 },
  },
  projects: [
    {
      name: 'page',
      outputDir: `${RESULTS}/page`,
      workers: 1,
      testIgnore: [PICTURE, OFFLINE],
      use: { ...NOTHING_IN_THE_BACKGROUND, launchOptions: launch(windowless, ...NO_GPU) },
    },
    {
      name: 'picture',
      outputDir: `${RESULTS}/picture`,
      testMatch: PICTURE,
      testIgnore: LAB_PICTURE,
      ...PAINTED,
    },
    {
      name: 'lab-picture',
      outputDir: `${RESULTS}/lab-picture`,
      testMatch: LAB_PICTURE,
      ...PAINTED,
    },
    {
      name: 'offline',
      outputDir: `${RESULTS}/offline`,
      testMatch: OFFLINE,
      testIgnore: OFFLINE_PICTURE,
      ...PATIENCE,
      use: { launchOptions: launch(CHROMIUM, ...NO_GPU) },
    },
    {
      name: 'offline-picture',
      outputDir: `${RESULTS}/offline-picture`,
      testMatch: OFFLINE_PICTURE,
      ...PATIENCE,
      use: {
        launchOptions: launch(CHROMIUM, ...SOFTWARE_GPU),
      },
    },
  ],
  webServer: {
    command: `node ../hub/serve.ts --port ${PORT}`,
    url: `http://localhost:${PORT}`,
  },
});
