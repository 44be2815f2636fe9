import { gpuBackend, GpuError, type BackendFactory, type GpuBackendOptions } from '#engine';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Gives a GPU, or throws GpuError that says why there is none. */
export type GpuSource = () => Promise<GPU>;

/** What tells whether Vulkan has drivers here; replaced in specs. */
export interface DriverMachine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Names in a folder; none where there is no such folder. */
  readonly list: (folder: string) => readonly string[];
}

const thisMachine: DriverMachine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
};

/** Dawn aborts the process when this is collected while a device lives; it does not keep it alive. */
let dawn: GPU | undefined;

/**
 * WebGPU in Node, by Dawn (npm package `webgpu`): Vulkan on Linux, D3D12 on Windows, Metal on macOS.
 * @throws GpuError `none` where Dawn does not load or, on Linux, has no driver to load
 */
export const nodeGpu: GpuSource = async () => {
  if (!hasDrivers(thisMachine)) {
    throw new GpuError('none', 'expected a driver for Vulkan, found none');
  }
  try {
    const { create } = await import('webgpu');
    // Timestamps are for benchmarks only, and coarse ones tell nothing of kernels that take microseconds.
    dawn ??= create(['disable-dawn-features=timestamp_quantization']);
    return dawn;
  } catch (error) {
    // The package is optional, and has no build for every computer.
    const [reason = ''] = String(error).split('\n');
    throw new GpuError('none', `the npm package webgpu does not load: ${reason}`, { cause: error });
  }
};

/** Learns on the GPU in Node. */
export function nodeGpuBackend(
  options: GpuBackendOptions = {},
  gpu: GpuSource = nodeGpu,
): BackendFactory {
  return async (setup) => gpuBackend(await gpu(), options)(setup);
}

/**
 * Whether it makes sense to load Dawn: on Linux it needs a driver for Vulkan, and complains on standard
 * error where there is none. Folders as in the loader's documentation (LoaderDriverInterface.md).
 */
export function hasDrivers({ platform, environment, home, list }: DriverMachine): boolean {
  if (platform !== 'linux') return true;
  const named = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES'];
  if (named.some((name) => environment[name])) return true;
  const lists = {
    XDG_CONFIG_HOME: [join(home, '.config')],
    XDG_CONFIG_DIRS: ['/etc/xdg'],
    XDG_DATA_HOME: [join(home, '.local/share')],
    XDG_DATA_DIRS: ['/usr/local/share', '/usr/share'],
  };
  const folders = Object.entries(lists).flatMap(([name, usual]) => {
    const set = environment[name];
    return set ? set.split(':') : usual;
  });
  return ['/etc', '/usr/local/etc', ...folders].some((folder) =>
    list(join(folder, 'vulkan/icd.d')).some((name) => name.endsWith('.json')),
  );
}
