import { parseCommandLine, textOf, wholeNumber } from '#command-line';
import type { Address } from './listen.ts';

/** What the hub serves, and where. */
export interface HubOptions extends Address {
  /** The folder of the built app; undefined for that of this repository. */
  readonly folder: string | undefined;
}

const LARGEST_PORT = 65_535;

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
  },
} as const;

/**
 * Parses the hub's command line.
 * @returns undefined when help was requested
 * @throws UsageError that says what is allowed
 */
export function parseHubOptions(args: readonly string[]): HubOptions | undefined {
  return parseCommandLine(HUB_LINE, args);
}
