import { findBrowser, findOrInstallBrowser, thisMachine, type Machine } from './find-browser.ts';
import { machineWith } from './testing/machine-with.ts';

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

  it('takes no folder for a browser, as applications are on macOS', () => {
    const machine = { ...thisMachine, environment: { CHROME_BIN: import.meta.dirname } };
    expect(() => findBrowser(machine)).toThrowError(/CHROME_BIN: expected the path of a Chrome/);
    const named = { CHROME_BIN: import.meta.filename };
    expect(findBrowser({ ...thisMachine, environment: named })).toBe(import.meta.filename);
  });

  it('finds a browser in the usual places', () => {
    expect(findBrowser(machineWith(['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
  });

  it('installs nothing, not even as root, but says what to install', () => {
    for (const isRoot of [true, false]) {
      const machine = machineWith(['/etc/debian_version'], { isRoot });
      expect(() => findBrowser(machine)).toThrowError(/sudo apt install chromium/);
    }
  });
});

describe('findOrInstallBrowser', () => {
  function emptyMachine(overrides: Partial<Machine> = {}): { machine: Machine; events: string[] } {
    const files = ['/etc/debian_version'];
    const events: string[] = [];
    const machine = machineWith(files, {
      isRoot: true,
      tell: (text) => events.push(text),
      run: (command, args) => {
        events.push([command, ...args].join(' '));
        if (args.includes('install')) files.push('/usr/bin/chromium');
        return true;
      },
      ...overrides,
    });
    return { machine, events };
  }

  it('installs Debian’s package as root where there is none, and says so first', () => {
    const { machine, events } = emptyMachine();
    expect(findOrInstallBrowser(machine)).toBe('/usr/bin/chromium');
    const [announcement, ...commands] = events;
    expect(announcement).toMatch(
      /install the system packages chromium and chromium-headless-shell now/,
    );
    expect(commands).toEqual([
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 chromium chromium-headless-shell',
    ]);
    expect(findOrInstallBrowser(machine)).toBe('/usr/bin/chromium');
    expect(events.length).toBe(3);
  });

  it('is content with the browser where there is none without a window', () => {
    const { machine, events } = emptyMachine();
    const run = (command: string, args: readonly string[]): boolean =>
      !args.includes('chromium-headless-shell') && machine.run(command, args);
    expect(findOrInstallBrowser({ ...machine, run })).toBe('/usr/bin/chromium');
    expect(events.at(-1)).toBe(
      'apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 chromium',
    );
  });

  it('takes the lists that are there while another program renews them', () => {
    const { machine } = emptyMachine();
    const run = (command: string, args: readonly string[]): boolean =>
      !args.includes('update') && machine.run(command, args);
    expect(findOrInstallBrowser({ ...machine, run })).toBe('/usr/bin/chromium');
  });

  it('says so when that brings none', () => {
    const { machine } = emptyMachine({ run: () => false });
    expect(() => findOrInstallBrowser(machine)).toThrowError(/did not bring one/);
  });

  it('installs nothing for an ordinary user, elsewhere, or in place of a wrong CHROME_BIN', () => {
    const { machine, events } = emptyMachine({ isRoot: false });
    expect(() => findOrInstallBrowser(machine)).toThrowError(/sudo apt install chromium/);
    const named = emptyMachine({ environment: { CHROME_BIN: '/nowhere' } });
    expect(() => findOrInstallBrowser(named.machine)).toThrowError(/CHROME_BIN/);
    expect([...events, ...named.events]).toEqual([]);
    expect(() => findOrInstallBrowser(machineWith([], { isRoot: true }))).toThrowError(
      /CHROME_BIN/,
    );
  });
});
