import type { Machine } from './find-browser.ts';

/** How long another program that installs packages may take: a Debian machine renews itself now and then. */
const PATIENCE_S = 300;

/** As root on Debian and its relatives; whether apt-get says that it is done. */
export function installDebianPackages(machine: Machine, packages: readonly string[]): boolean {
  // Fails where another program renews the lists, or without a network. Those that are there may do.
  machine.run('apt-get', ['update', '-qq']);
  const options = [
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    `DPkg::Lock::Timeout=${PATIENCE_S}`,
  ];
  return machine.run('apt-get', ['install', ...options, ...packages]);
}
