/** How long another program that installs packages may take: a Debian machine renews itself now and then. */
const PATIENCE_S = 300;

/** Runs commands to their end, and tells whether they succeeded. */
interface Commands {
  readonly run: (command: string, args: readonly string[]) => boolean;
}

/** As root on Debian and its relatives; whether apt-get says that it is done. */
export function installDebianPackages(commands: Commands, packages: readonly string[]): boolean {
  // Fails where another program renews the lists, or without a network. Those that are there may do.
  commands.run('apt-get', ['update', '-qq']);
  const options = [
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    `DPkg::Lock::Timeout=${PATIENCE_S}`,
  ];
  return commands.run('apt-get', ['install', ...options, ...packages]);
}
