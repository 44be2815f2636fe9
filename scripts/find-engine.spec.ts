import type { Machine } from './find-browser.ts';
import { findEngine, findOrInstallEngine } from './find-engine.ts';
import { machineWith } from './testing/machine-with.ts';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const WEBKIT_FILES = ['/usr/bin/WebKitWebDriver', MINI_BROWSER, '/usr/bin/Xvfb'];

describe('findEngine', () => {
  it('finds the programs of each engine, and a screen for it', () => {
    expect(findEngine('webkit', machineWith(WEBKIT_FILES))).toEqual({
      programs: {
        WEBKIT_DRIVER_BIN: '/usr/bin/WebKitWebDriver',
        WEBKIT_BIN: MINI_BROWSER,
        XVFB_BIN: '/usr/bin/Xvfb',
      },
    });
    expect(findEngine('firefox', machineWith(['/usr/bin/firefox-esr', '/usr/bin/Xvfb']))).toEqual({
      programs: { FIREFOX_BIN: '/usr/bin/firefox-esr', XVFB_BIN: '/usr/bin/Xvfb' },
    });
  });

  it('needs no screen in memory where there is one', () => {
    const path = '/Applications/Firefox.app/Contents/MacOS/firefox';
    const machine = machineWith([path], { platform: 'darwin' });
    expect(findEngine('firefox', machine)).toEqual({ programs: { FIREFOX_BIN: path } });
  });

  it('prefers what a variable names, and says so when that is nothing', () => {
    const files = ['/opt/firefox', '/usr/bin/firefox-esr', '/usr/bin/Xvfb'];
    const of = (FIREFOX_BIN: string) =>
      findEngine('firefox', machineWith(files, { environment: { FIREFOX_BIN } }));
    expect(of('/opt/firefox')).toEqual(
      jasmine.objectContaining({
        programs: jasmine.objectContaining({ FIREFOX_BIN: '/opt/firefox' }),
      }),
    );
    expect(of('/nowhere')).toEqual({
      missing: 'FIREFOX_BIN: expected the path of a program, found /nowhere.',
      canComeFromDebian: false,
    });
  });

  it('names the engine that cannot be had, and what to install where it can', () => {
    const onMac = machineWith([], { platform: 'darwin' });
    expect(findEngine('webkit', onMac)).toEqual({
      missing: 'No WebKitGTK found for darwin: there is none.',
      canComeFromDebian: false,
    });
    expect(findEngine('webkit', machineWith([]))).toEqual({
      missing: jasmine.stringContaining(
        'No WebKitGTK found (Debian, Ubuntu: sudo apt install webkit2gtk-driver)',
      ),
      canComeFromDebian: true,
    });
    const withoutScreen = machineWith(['/usr/bin/firefox-esr']);
    expect(findEngine('firefox', withoutScreen)).toEqual({
      missing: jasmine.stringContaining('No screen in memory found'),
      canComeFromDebian: true,
    });
  });
});

describe('findOrInstallEngine', () => {
  function emptyMachine(overrides: Partial<Machine> = {}): { machine: Machine; events: string[] } {
    const files = ['/etc/debian_version'];
    const events: string[] = [];
    const machine = machineWith(files, {
      isRoot: true,
      tell: (text) => events.push(text),
      run: (command, args) => {
        events.push([command, ...args].join(' '));
        if (args.includes('install')) files.push(...WEBKIT_FILES);
        return true;
      },
      ...overrides,
    });
    return { machine, events };
  }

  it('installs Debian’s packages as root where something is missing, and says so first', () => {
    const { machine, events } = emptyMachine();
    const packages = 'webkit2gtk-driver xvfb xauth libegl1 libgl1-mesa-dri';
    expect(findOrInstallEngine('webkit', machine)).toEqual(findEngine('webkit', machine));
    expect(events).toEqual([
      jasmine.stringMatching(/^No WebKitGTK found .* The tests install webkit2gtk-driver, xvfb/),
      'apt-get update -qq',
      `apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 ${packages}`,
    ]);
    findOrInstallEngine('webkit', machine);
    expect(events.length).toBe(3);
  });

  it('fails where that does not bring it', () => {
    const { machine } = emptyMachine({ run: () => false });
    expect(() => findOrInstallEngine('webkit', machine)).toThrowError(
      /apt-get install webkit2gtk-driver .* did not bring it\. No WebKitGTK found/,
    );
  });

  it('installs nothing for an ordinary user, elsewhere, or in place of a wrong variable', () => {
    for (const overrides of [
      { isRoot: false },
      { platform: 'darwin' },
      { exists: () => false },
      { environment: { WEBKIT_BIN: '/nowhere', WEBKIT_DRIVER_BIN: '/nowhere' } },
    ] satisfies Partial<Machine>[]) {
      const { machine, events } = emptyMachine(overrides);
      expect(findOrInstallEngine('webkit', machine)).toEqual(
        jasmine.objectContaining({ missing: jasmine.any(String) }),
      );
      expect(events).toEqual([]);
    }
  });
});
