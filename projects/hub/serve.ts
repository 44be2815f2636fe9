// What `npm start` runs: serves the built app; `--help` lists the options.
import { helpOf, UsageError } from '#command-line';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { addressLines } from './src/addresses.ts';
import { appServer } from './src/app-server.ts';
import { HubError } from './src/hub-error.ts';
import { HUB_LINE, parseHubOptions, type HubOptions } from './src/hub-options.ts';
import { close, listen } from './src/listen.ts';
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
  for (const line of addressLines(address.host, bound, networkInterfaces())) console.log(line);
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
