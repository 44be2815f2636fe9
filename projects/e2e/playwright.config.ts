import { defineConfig } from '@playwright/test';

/** Not the port of `npm start`: both may run; `E2E_PORT` takes another one. */
const PORT = Number(process.env['E2E_PORT'] ?? 8123);

const chromium = process.env['CHROME_BIN'];
if (chromium === undefined) {
  throw new Error('CHROME_BIN: expected the path of a Chromium, found nothing; run npm run e2e');
}

/** Tests that look at the network in 3D. */
const PICTURE = /(accessibility|inspector|keyboard|layout|scene|scene-controls|soak)\.e2e\.ts$/;

/** Tests that bring their own browser profile and server. */
const OFFLINE = /offline-.*\.e2e\.ts$/;
const OFFLINE_PICTURE = /offline-picture\.e2e\.ts$/;
/** Nine megabytes have to come, and be verified. */
const PATIENCE = { timeout: 120_000, expect: { timeout: 40_000 } };

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

/** No WebGL, and pages composed without a GPU's emulation: a mouse move takes a tenth of the time. */
const NO_GPU = ['--disable-gpu', '--disable-software-rasterizer'];

const launch = (...graphics: string[]) => ({
  executablePath: chromium,
  args: [
    '--no-sandbox', // Chromium refuses to run as root with its sandbox, and CI is root.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    ...graphics,
  ],
});

export default defineConfig({
  testDir: 'src',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results',
  forbidOnly: true,
  workers: 1, // Software rendering on two cores: tests side by side would starve each other.
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1024, height: 768 },
  },
  projects: [
    {
      name: 'page',
      testIgnore: [PICTURE, OFFLINE],
      use: { ...NOTHING_IN_THE_BACKGROUND, launchOptions: launch(...NO_GPU) },
    },
    {
      name: 'picture',
      testMatch: PICTURE,
      use: {
        ...NOTHING_IN_THE_BACKGROUND,
        // WebGL2 without a GPU.
        launchOptions: launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader'),
      },
    },
    {
      name: 'offline',
      testMatch: OFFLINE,
      testIgnore: OFFLINE_PICTURE,
      ...PATIENCE,
      use: { launchOptions: launch(...NO_GPU) },
    },
    {
      name: 'offline picture',
      testMatch: OFFLINE_PICTURE,
      ...PATIENCE,
      use: {
        launchOptions: launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader'),
      },
    },
  ],
  webServer: {
    command: `node ../hub/serve.ts --port ${PORT}`,
    url: `http://localhost:${PORT}`,
  },
});
