import { parseCommandLine, textOf, textsOf, UsageError, wholeNumber } from '#command-line';
import { isHostName } from './https/allowed-names.ts';
import type { GivenFiles } from './https/given-certificate.ts';
import type { Address } from './listen.ts';

/** What the hub serves, and where. */
export interface HubOptions extends Address {
  /** The folder of the built app; undefined for that of this repository. */
  readonly folder: string | undefined;
  /** Undefined for http alone. */
  readonly https: HttpsOptions | undefined;
}

/** How the hub serves over https, beside http. */
export interface HttpsOptions {
  readonly port: number;
  /** A certificate of others; undefined for one by an authority of our own. */
  readonly given: GivenFiles | undefined;
  /** Host names by which devices reach the hub, in lower case. */
  readonly names: readonly string[];
  /** The folder of our own authority; undefined for the usual one. */
  readonly authority: string | undefined;
}

const LARGEST_PORT = 65_535;
const MOST_NAMES = 20;

/** The options of `npm start`. */
export const HUB_LINE = {
  name: 'npm start --',
  description: 'Builds the app and serves it.',
  options: {
    port: {
      flags: '--port <N>',
      description: 'port to listen on; 0 takes a free one',
      value: wholeNumber(0, LARGEST_PORT),
      default: 8000,
    },
    host: {
      flags: '--host <HOST>',
      description:
        'address to listen on; 127.0.0.1 is for this computer only, 0.0.0.0 for the whole network',
      value: textOf('an address'),
      default: '127.0.0.1',
    },
    folder: {
      flags: '--folder <DIR>',
      description: 'the built app to serve; a new build there is served as soon as it is whole',
      value: textOf('a folder'),
      defaultText: 'dist/app/browser',
    },
    https: {
      flags: '--https',
      description: 'serve over https, too, so that devices can install the app',
    },
    httpsPort: {
      flags: '--https-port <N>',
      description: 'port for https; 0 takes a free one',
      value: wholeNumber(0, LARGEST_PORT),
      default: 8443,
    },
    cert: {
      flags: '--cert <FILE>',
      description: 'certificate with its chain, PEM, that devices trust already',
      value: textOf('a file'),
      defaultText: 'one by an authority of its own',
    },
    key: {
      flags: '--key <FILE>',
      description: 'private key of --cert, PEM',
      value: textOf('a file'),
    },
    name: {
      flags: '--name <NAME...>',
      description: 'host names by which devices reach the hub, for its own certificate',
      values: textsOf('names', MOST_NAMES),
      defaultText: 'this computer in .local',
    },
    authority: {
      flags: '--authority <DIR>',
      description: 'folder where its own authority is kept',
      value: textOf('a folder'),
      defaultText: '$STATE_DIRECTORY, else ~/.mnist-mlp-visualizer',
    },
  },
} as const;

/**
 * Parses the hub's command line.
 * @returns undefined when help was requested
 * @throws UsageError that says what is allowed
 */
export function parseHubOptions(args: readonly string[]): HubOptions | undefined {
  const options = parseCommandLine(HUB_LINE, args);
  if (!options) return undefined;
  const { host, port, folder, https, httpsPort, cert, key, name, authority } = options;
  if ((cert === undefined) !== (key === undefined)) {
    const [given, missing] = cert === undefined ? ['--key', '--cert'] : ['--cert', '--key'];
    throw new UsageError(`${given}: expected together with ${missing}, found alone`);
  }
  const needsHttps = { '--cert': cert, '--name': name, '--authority': authority };
  for (const [option, value] of Object.entries(needsHttps)) {
    if (value !== undefined && !https)
      throw new UsageError(`${option}: expected together with --https, found without it`);
    if (value !== undefined && cert !== undefined && option !== '--cert')
      throw new UsageError(`${option}: expected a certificate of its own, found --cert`);
  }
  const names = (name ?? []).map((one) => one.toLowerCase().replace(/\.$/, ''));
  const wrong = names.find((one) => !isHostName(one));
  if (wrong !== undefined) throw new UsageError(`--name: expected names of hosts, found ${wrong}`);
  const given = cert !== undefined && key !== undefined ? { cert, key } : undefined;
  return {
    ...{ host, port, folder },
    https: https ? { port: httpsPort, given, names, authority } : undefined,
  };
}
