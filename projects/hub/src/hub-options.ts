import { parseArgs } from 'node:util';
import { HubError } from './hub-error.ts';
import type { Address } from './listen.ts';

export const HUB_USAGE = `npm start -- [options]   builds the app and serves it

  --port N     port to listen on (8000); 0 takes a free one
  --host HOST  address to listen on (127.0.0.1: this computer only; 0.0.0.0: the whole network)
  --folder DIR the built app to serve (dist/app/browser); a new build there is served as soon as it is whole
  --help       this text`;

/** What the hub serves, and where. */
export interface HubOptions extends Address {
  /** The folder of the built app; undefined for that of this repository. */
  readonly folder: string | undefined;
}

const LARGEST_PORT = 65_535;

/**
 * Parses the hub's command line.
 * @returns undefined when help was requested
 * @throws HubError that says what is allowed
 */
export function parseHubOptions(args: readonly string[]): HubOptions | undefined {
  const { port, host, folder, help } = parsed(args);
  if (help) return undefined;
  if (!/^\d{1,5}$/.test(port) || Number(port) > LARGEST_PORT) {
    throw new HubError(`--port: expected a whole number from 0 to ${LARGEST_PORT}, found ${port}`);
  }
  if (host === '') throw new HubError('--host: expected an address, found nothing');
  if (folder === '') throw new HubError('--folder: expected a folder, found nothing');
  return { host, port: Number(port), folder };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8000' },
        host: { type: 'string', default: '127.0.0.1' },
        folder: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    // TypeError of parseArgs: an unknown option or a missing value; its first sentence names it.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new HubError(`${sentence}; --help lists the options`);
  }
}
