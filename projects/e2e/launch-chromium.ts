/** The program that runs the tests: `scripts/with-browser.ts` and `scripts/with-engine.ts` say which. */
export const CHROMIUM = process.env['CHROME_BIN'] ?? '';
if (CHROMIUM === '') {
  throw new Error('CHROME_BIN: expected the path of a Chromium, found nothing; run npm run e2e');
}

/** No WebGL, and pages composed without a GPU's emulation: a mouse move takes a tenth of the time. */
export const NO_GPU = ['--disable-gpu', '--disable-software-rasterizer'];
/** WebGL2 without a GPU. */
export const SOFTWARE_GPU = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** How Playwright launches a Chromium. */
export const launch = (executablePath: string, ...graphics: string[]) => ({
  executablePath,
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
