import { helpOf, UsageError } from '#command-line';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { hubAddresses, otherHosts, url } from './addresses.ts';
import { appServer, secureAppServer } from './app-server.ts';
import { HubError } from './hub-error.ts';
import { HUB_LINE, parseHubOptions, type HubOptions } from './hub-options.ts';
import { certificatesOf, httpsLines, keepCertified, thisMachine } from './https/https-hub.ts';
import { TrustPages } from './https/trust-pages.ts';
import { close, listen } from './listen.ts';
import { qrLines } from './qr-lines.ts';
import { Releases } from './releases.ts';

const NEEDS_HTTPS =
  'Other devices can use the app there, but not install it or use it offline: that needs https (--https).';

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
  https,
  ...address
}: HubOptions & { readonly folder: string }): Promise<void> {
  const releases = await Releases.open(folder);
  const closing: (() => Promise<void>)[] = [];
  const closeAll = (): Promise<unknown> => Promise.all(closing.map((closeOne) => closeOne()));
  try {
    await open();
  } catch (error) {
    // What listens already would keep the process alive.
    await closeAll();
    throw error;
  }
  console.log('Ctrl-C stops it.');
  releases.watch();
  const stop = (): void => {
    releases.close();
    void closeAll().then(() => {
      console.log('Stopped.');
    });
  };
  // Only once: a second Ctrl-C ends the process at once.
  process.once('SIGTERM', stop).once('SIGINT', stop);

  async function open(): Promise<void> {
    const certificates =
      https &&
      certificatesOf(https, thisMachine, {
        addresses: () => otherHosts(address.host, boundTo(server), networkInterfaces()),
        nowMs: Date.now,
        report: console.error,
      });
    const answering = certificates ? { beside: new TrustPages(certificates) } : {};
    const server = appServer(releases, answering);
    await listen(server, address);
    closing.push(() => close(server));
    // Before the first address is printed: who follows it at once may ask for the authority.
    await certificates?.check();
    const { hosts, others, lines } = hubAddresses(
      address.host,
      boundTo(server),
      networkInterfaces(),
    );
    for (const line of lines) console.log(line);
    const [likeliest] = others;
    if (https && certificates) {
      const secure = secureAppServer(releases, answering);
      await listen(secure, { host: address.host, port: https.port, option: '--https-port' });
      const stopKeeping = keepCertified(secure, certificates, console.error);
      closing.push(() => {
        stopKeeping();
        return close(secure);
      });
      const httpAddress = likeliest ?? url('localhost', boundTo(server).port);
      for (const line of httpsLines(certificates, hosts, boundTo(secure).port, httpAddress))
        console.log(line);
    } else if (likeliest !== undefined) console.log(NEEDS_HTTPS);
    // Elsewhere than in a terminal nobody points a camera at it.
    if (likeliest !== undefined && process.stdout.isTTY) {
      for (const line of qrLines(likeliest)) console.log(line);
    }
  }
}

function boundTo(server: Pick<Server, 'address'>): AddressInfo {
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('server: expected a port, found none');
  return bound;
}
