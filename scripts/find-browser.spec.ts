import { findBrowser, type Machine } from './find-browser.ts';

function machineWith(files: string[], overrides: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    environment: {},
    isRoot: false,
    exists: (path) => files.includes(path),
    run: (command) => {
      throw new Error(`nothing is to be run here, found ${command}`);
    },
    ...overrides,
  };
}

describe('findBrowser', () => {
  it('prefers CHROME_BIN to the usual places', () => {
    const machine = machineWith(['/usr/bin/chromium', '/opt/chrome'], {
      environment: { CHROME_BIN: '/opt/chrome' },
    });
    expect(findBrowser(machine)).toBe('/opt/chrome');
  });

  it('says so when CHROME_BIN points to nothing', () => {
    const machine = machineWith(['/usr/bin/chromium'], { environment: { CHROME_BIN: '/nowhere' } });
    expect(() => findBrowser(machine)).toThrowError(/CHROME_BIN.*found \/nowhere/);
  });

  it('finds a browser in the usual places', () => {
    expect(findBrowser(machineWith(['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
  });

  it('installs Debian’s package as root where there is none', () => {
    const files = ['/etc/debian_version'];
    const commands: string[] = [];
    const machine = machineWith(files, {
      isRoot: true,
      run: (command, args) => {
        commands.push([command, ...args].join(' '));
        if (args.includes('install')) files.push('/usr/bin/chromium');
        return true;
      },
    });
    expect(findBrowser(machine)).toBe('/usr/bin/chromium');
    expect(commands).toEqual([
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends chromium',
    ]);
  });

  it('installs nothing for an ordinary user, but says what to install', () => {
    expect(() => findBrowser(machineWith(['/etc/debian_version']))).toThrowError(
      /sudo apt install chromium/,
    );
  });
});
