import type { Machine } from './find-browser.ts';
import { installDebianPackages } from './install-debian-packages.ts';

/** Engines that tests run in besides Chromium, which `find-browser.ts` finds. */
export const OTHER_ENGINES = ['firefox', 'webkit'] as const;
export type OtherEngine = (typeof OTHER_ENGINES)[number];

type Places = Partial<Record<NodeJS.Platform, readonly string[]>>;

interface EngineSource {
  readonly name: string;
  /** The variable that names each program, and where it usually is. */
  readonly programs: Readonly<Record<string, Places>>;
  /** Debian's packages of them. */
  readonly packages: readonly string[];
}

/** Debian's folders of libraries; Fedora's and Arch's. */
const LIBRARIES = [
  ...['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'],
  ...['/usr/libexec', '/usr/lib'],
];

const SOURCES: Readonly<Record<OtherEngine, EngineSource>> = {
  firefox: {
    name: 'Firefox',
    programs: {
      FIREFOX_BIN: {
        linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
        darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
        win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
      },
    },
    packages: ['firefox-esr'],
  },
  webkit: {
    name: 'WebKitGTK',
    programs: {
      WEBKIT_DRIVER_BIN: { linux: ['/usr/bin/WebKitWebDriver'] },
      WEBKIT_BIN: { linux: LIBRARIES.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`) },
    },
    packages: ['webkit2gtk-driver'],
  },
};

/** A screen in memory, and WebGL without a GPU: neither engine has it without a screen. */
const SCREEN: EngineSource = {
  name: 'screen in memory',
  programs: { XVFB_BIN: { linux: ['/usr/bin/Xvfb'] } },
  packages: ['xvfb', 'xauth', 'libegl1', 'libgl1-mesa-dri'],
};

/** The paths of an engine's programs by the variable that names each; or, in one sentence, what is missing. */
export type FoundEngine =
  | { readonly programs: Readonly<Record<string, string>> }
  | { readonly missing: string; readonly canComeFromDebian: boolean };

/** Looks for an engine in the usual places, and where variables say. Installs nothing. */
export function findEngine(engine: OtherEngine, machine: Machine): FoundEngine {
  const programs: Record<string, string> = {};
  for (const source of sourcesOf(engine, machine)) {
    for (const [variable, places] of Object.entries(source.programs)) {
      const named = machine.environment[variable];
      const candidates = named ? [named] : (places[machine.platform] ?? []);
      const path = candidates.find((it) => machine.exists(it));
      if (path === undefined) return missing(source, variable, machine);
      programs[variable] = path;
    }
  }
  return { programs };
}

/**
 * For tests alone: `findEngine`, and what is missing, as root on Debian and its relatives, installed now and announced
 * first.
 * @throws Error if that does not bring it
 */
export function findOrInstallEngine(engine: OtherEngine, machine: Machine): FoundEngine {
  const found = findEngine(engine, machine);
  const canInstall = machine.isRoot && machine.exists('/etc/debian_version');
  if ('programs' in found || !found.canComeFromDebian || !canInstall) return found;
  const packages = sourcesOf(engine, machine).flatMap((source) => source.packages);
  machine.tell(`${found.missing} The tests install ${packages.join(', ')} now (apt-get).`);
  const brought = installDebianPackages(machine, packages) ? findEngine(engine, machine) : found;
  if ('programs' in brought) return brought;
  throw new Error(`"apt-get install ${packages.join(' ')}" did not bring it. ${brought.missing}`);
}

function sourcesOf(engine: OtherEngine, { platform }: Machine): readonly EngineSource[] {
  // Elsewhere windows are on the screen that is there.
  return platform === 'linux' ? [SOURCES[engine], SCREEN] : [SOURCES[engine]];
}

function missing(source: EngineSource, variable: string, machine: Machine): FoundEngine {
  const named = machine.environment[variable];
  if (named) {
    const sentence = `${variable}: expected the path of a program, found ${named}.`;
    return { missing: sentence, canComeFromDebian: false };
  }
  const isForHere = source.programs[variable]?.[machine.platform] !== undefined;
  const advice = isForHere
    ? `(Debian, Ubuntu: sudo apt install ${source.packages.join(' ')}), or ${variable} can name it`
    : `for ${machine.platform}: there is none`;
  return {
    missing: `No ${source.name} found ${advice}.`,
    canComeFromDebian: isForHere,
  };
}
