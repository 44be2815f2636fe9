// `npm run bench -- app [--quick]`: the built app in Chromium, beside the published figures of the seed's
// front end. Needs `npm run build`.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureApp, type Effort } from './app/measure-app.ts';
import { report } from './app/report.ts';
import { launchBrowser } from './app/visit.ts';
import { serveApp } from './app/served-app.ts';

const USUAL: Effort = { loads: 5, digits: [3, 4, 8], drawings: 200, scrubs: 100 };
const QUICK: Effort = { loads: 2, digits: [3], drawings: 20, scrubs: 5 };

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { quick: { type: 'boolean', default: false } },
});
const app = await serveApp();
const browser = await launchBrowser();
try {
  const [before = NaN] = loadavg();
  const figures = await measureApp(browser, app.url, values.quick ? QUICK : USUAL);
  const [after = NaN] = loadavg();
  console.log(report(figures));
  const loads = [before, after].map((load) => load.toFixed(1)).join(' to ');
  console.log(`\nChromium ${browser.version()}, software rendering; load average ${loads}.`);
} finally {
  await browser.close();
  app.stop();
}
