import { helpOf, UsageError } from '#command-line';
import { networkInterfaces } from 'node:os';
import { hubAddresses } from './addresses.ts';
import { appServer } from './app-server.ts';
import { HubError } from './hub-error.ts';
import { HUB_LINE, parseHubOptions, type HubOptions } from './hub-options.ts';
import { close, listen } from './listen.ts';
import { qrLines } from './qr-lines.ts';
import { Releases } from './releases.ts';

/**
 * Serves the built app until a signal stops it; says on standard error what is wrong with the command line or the app.
 * @param builtApp the folder to serve unless the command line names another
 */
export async function runHub(args: readonly string[], builtApp: string): Promise<void> {
  try {
    const options = parseHubOptions(args);
    if (options) await serve({ ...options, folder: options.folder ?? builtApp });
    else process.stdout.write(helpOf(HUB_LINE));
  } catch (error) {
    if (!(error instanceof HubError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

async function serve({
  folder,
  ...address
}: HubOptions & { readonly folder: string }): Promise<void> {
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
