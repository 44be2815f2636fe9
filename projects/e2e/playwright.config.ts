import { defineConfig } from '@playwright/test';

/** Not the port of `npm start`: both may run; `E2E_PORT` takes another one. */
const PORT = Number(process.env['E2E_PORT'] ?? 8123);

const chromium = process.env['CHROME_BIN'];
if (chromium === undefined) {
  throw new Error('CHROME_BIN: expected the path of a Chromium, found nothing; run npm run e2e');
}

/** Tests that look at the network in 3D. */
const PICTURE = /(accessibility|inspector|keyboard|layout|scene|scene-controls)\.e2e\.ts$/;

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
      // No WebGL, and pages composed without a GPU's emulation: a mouse move takes a tenth of the time.
      name: 'page',
      testIgnore: PICTURE,
      use: { launchOptions: launch('--disable-gpu', '--disable-software-rasterizer') },
    },
    {
      name: 'picture',
      testMatch: PICTURE,
      // WebGL2 without a GPU.
      use: { launchOptions: launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader') },
    },
  ],
  webServer: {
    command: `node ../hub/serve.ts --port ${PORT}`,
    url: `http://localhost:${PORT}`,
  },
});
