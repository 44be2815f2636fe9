// `npm run bench -- app [--quick]`: the built app in Chromium, beside the published figures of the seed's
// front end. With `--beside FOLDER [--rounds N]`: beside another build, in turn. Needs `npm run build`.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { compareBuilds } from './app/compare-builds.ts';
import { measureApp, type Effort } from './app/measure-app.ts';
import { report } from './app/report.ts';
import { launchBrowser } from './app/visit.ts';
import { BUILT_APP, serveApp } from './app/served-app.ts';

const USUAL: Effort = { loads: 5, digits: [3, 4, 8], drawings: 200, scrubs: 100 };
const QUICK: Effort = { loads: 2, digits: [3], drawings: 20, scrubs: 5 };

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    quick: { type: 'boolean', default: false },
    beside: { type: 'string' },
    rounds: { type: 'string', default: '4' },
  },
});
const browser = await launchBrowser();
try {
  const [before = NaN] = loadavg();
  console.log(await (values.beside === undefined ? figures() : beside(values.beside)));
  const [after = NaN] = loadavg();
  const loads = [before, after].map((load) => load.toFixed(1)).join(' to ');
  console.log(`\nChromium ${browser.version()}, software rendering; load average ${loads}.`);
} finally {
  await browser.close();
}

async function figures(): Promise<string> {
  const app = await serveApp();
  try {
    return report(await measureApp(browser, app.url, values.quick ? QUICK : USUAL));
  } finally {
    app.stop();
  }
}

async function beside(build: string): Promise<string> {
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`--rounds: expected a whole number from 1, found ${values.rounds}`);
  }
  return compareBuilds(browser, [build, BUILT_APP], rounds);
}
