import { defineConfig } from '@playwright/test';

/** Not the port of `npm start`: both may run; `E2E_PORT` takes another one. */
const PORT = Number(process.env['E2E_PORT'] ?? 8123);

const chromium = process.env['CHROME_BIN'];
if (chromium === undefined) {
  throw new Error('CHROME_BIN: expected the path of a Chromium, found nothing; run npm run e2e');
}

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
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox', // Chromium refuses to run as root with its sandbox, and CI is root.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
        '--use-angle=swiftshader', // WebGL2 without a GPU.
        '--enable-unsafe-swiftshader',
      ],
    },
  },
  webServer: {
    command: `node ../hub/serve.ts --port ${PORT}`,
    url: `http://localhost:${PORT}`,
  },
});
