// What `npm start` runs: serves the built app; `--help` lists the options.
import { helpOf, UsageError } from '#command-line';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { hubAddresses } from './src/addresses.ts';
import { appServer } from './src/app-server.ts';
import { HubError } from './src/hub-error.ts';
import { HUB_LINE, parseHubOptions, type HubOptions } from './src/hub-options.ts';
import { close, listen } from './src/listen.ts';
import { qrLines } from './src/qr-lines.ts';
import { Releases } from './src/releases.ts';

const FOLDER = join(import.meta.dirname, '../../dist/app/browser');

try {
  const options = parseHubOptions(process.argv.slice(2));
  if (options) await serve(options);
  else process.stdout.write(helpOf(HUB_LINE));
} catch (error) {
  if (!(error instanceof HubError || error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function serve({ folder = FOLDER, ...address }: HubOptions): Promise<void> {
  const releases = await Releases.open(folder);
  const server = appServer(releases);
  await listen(server, address);
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('server: expected a port, found none');
  const { lines, others } = hubAddresses(address.host, bound, networkInterfaces());
  for (const line of lines) console.log(line);
  const [likeliest] = others;
  // Elsewhere than in a terminal nobody points a camera at it.
  if (likeliest !== undefined && process.stdout.isTTY) {
    for (const line of qrLines(likeliest)) console.log(line);
  }
  console.log('Ctrl-C stops it.');
  releases.watch();
  const stop = (): void => {
    releases.close();
    void close(server).then(() => {
      console.log('Stopped.');
    });
  };
  // Only once: a second Ctrl-C ends the process at once.
  process.once('SIGTERM', stop).once('SIGINT', stop);
}
