// `npm run bench -- hub [--requests N] [--seed N]`: the hub, in a process of its own, under requests of every kind,
// many clients at once and rebuilds. Exits with 1 when a request was not survived.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HubProcess } from '../projects/hub/testing/hub-process.ts';
import { build } from '../projects/hub/testing/small-build.ts';
import { crowd, rebuild, storm, type StormReport } from '../projects/hub/testing/storm.ts';
import { markdownTable } from './app/markdown-table.ts';

const LARGE = 'samples/large.bin';
const VERSIONS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});

const parent = mkdtempSync(join(tmpdir(), 'bench-hub-'));
const folder = join(parent, 'browser');
const files = await build(folder, 1);
const hub = await HubProcess.start(folder);
try {
  const plan = { seed: Number(values.seed), requests: Number(values.requests), atOnce: 50 };
  const reports: readonly (readonly [string, StormReport])[] = [
    ['generated requests, 50 at once', await storm(hub.port, files, plan)],
    ['300 KB to 500 clients at once', await crowd(hub.port, LARGE, files.get(LARGE), 500)],
    ['20 visitors during ten rebuilds', await rebuild(hub.port, folder, VERSIONS, 20)],
  ];
  const rows = reports.map(([what, { sent, faults }]) => [
    what,
    `${sent - faults.length} of ${sent}`,
  ]);
  console.log(markdownTable(['requests', 'survived'], rows));
  const faults = reports.flatMap(([, report]) => report.faults);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0 || !hub.isAlive) process.exitCode = 1;
} finally {
  await hub.end('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
}
