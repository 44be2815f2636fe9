import type { Machine } from '../find-browser.ts';

/** A Linux machine of an ordinary user that has these files, and nothing that may run. */
export function machineWith(files: string[], overrides: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    environment: {},
    isRoot: false,
    tell: () => undefined,
    exists: (path) => files.includes(path),
    run: (command) => {
      throw new Error(`nothing is to be run here, found ${command}`);
    },
    ...overrides,
  };
}
