import { dirname, join } from 'node:path';

/** What the search for a software GPU looks at; replaced in specs. */
export interface GpuMachine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
  /** The file behind a symbolic link. */
  resolve(path: string): string;
}

/** SwiftShader, Chromium's GPU in software, for Vulkan's loader: it lies beside the browser. */
const DRIVER = 'vk_swiftshader_icd.json';
const USUAL_FOLDERS = [
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/snap/chromium/current/usr/lib/chromium-browser',
];

/**
 * What has to be in the environment of a process for Dawn to find the software GPU that comes with
 * Chromium; nothing where a GPU was chosen already, and where Dawn does not need Vulkan.
 * @param browser path of a Chrome or Chromium, if there is one
 */
export function softwareGpuEnvironment(
  machine: GpuMachine,
  browser: string | undefined,
): Record<string, string> {
  const { environment, platform } = machine;
  const isChosen = environment['VK_ICD_FILENAMES'] ?? environment['VK_DRIVER_FILES'];
  if (platform !== 'linux' || isChosen) return {};
  const beside = browser === undefined ? [] : [dirname(machine.resolve(browser))];
  const folder = [...beside, ...USUAL_FOLDERS].find((path) => machine.exists(join(path, DRIVER)));
  if (folder === undefined) return {};
  const libraries = [folder, environment['LD_LIBRARY_PATH']].filter(Boolean);
  return {
    VK_ICD_FILENAMES: join(folder, DRIVER),
    // Vulkan's loader lies there too; not every system has its own.
    LD_LIBRARY_PATH: libraries.join(':'),
  };
}
