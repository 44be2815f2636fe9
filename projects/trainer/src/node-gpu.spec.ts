import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hasDrivers, type DriverMachine } from './node-gpu.ts';

/** A GPU in software starts slowly on a computer with much else to do. */
const GPU_MS = 60_000;
const root = join(import.meta.dirname, '../../..');

function machineWith(
  files: Record<string, string[]>,
  overrides: Partial<DriverMachine> = {},
): DriverMachine {
  return {
    platform: 'linux',
    environment: {},
    home: '/home/ada',
    list: (folder) => files[folder] ?? [],
    ...overrides,
  };
}

describe('hasDrivers', () => {
  it('finds Vulkan’s drivers where its loader looks for them', () => {
    for (const folder of [
      '/usr/share/vulkan/icd.d',
      '/usr/local/share/vulkan/icd.d',
      '/etc/vulkan/icd.d',
      '/home/ada/.local/share/vulkan/icd.d',
    ]) {
      expect(hasDrivers(machineWith({ [folder]: ['nvidia_icd.json'] }))).toBeTrue();
      expect(hasDrivers(machineWith({ [folder]: ['README'] }))).toBeFalse();
    }
    const environment = { XDG_DATA_DIRS: '/a:/b' };
    expect(hasDrivers(machineWith({ '/b/vulkan/icd.d': ['a.json'] }, { environment }))).toBeTrue();
    expect(hasDrivers(machineWith({}))).toBeFalse();
  });

  it('takes the environment’s word for it', () => {
    for (const name of ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES']) {
      expect(hasDrivers(machineWith({}, { environment: { [name]: '/a.json' } }))).toBeTrue();
    }
  });

  it('has no question where Dawn does not need Vulkan', () => {
    expect(hasDrivers(machineWith({}, { platform: 'win32' }))).toBeTrue();
    expect(hasDrivers(machineWith({}, { platform: 'darwin' }))).toBeTrue();
  });
});

describe('Dawn in Node', () => {
  it(
    'outlives collections of garbage, and ends with the process, closed or not',
    () => {
      const program = `
        import { nodeGpuBackend } from '#trainer';
        import { gpuSetup } from './projects/engine/testing/gpu.ts';
        const backend = await nodeGpuBackend({ allowSoftware: true })(gpuSetup([5, 2]));
        for (let step = 0; step < 3; step++) {
          backend.step(Uint32Array.of(1, 2, 3), 0.01);
          gc();
          if (!((await backend.loss()) > 0)) throw new Error('expected a loss');
        }
        if (process.argv.includes('close')) await backend.close();
        else backend.step(Uint32Array.of(1), 0.01);
        console.log('end');
      `;
      for (const ending of ['close', 'leave']) {
        const options = { cwd: root, encoding: 'utf8', timeout: GPU_MS } as const;
        const flags = ['--expose-gc', '--input-type=module-typescript', '--eval', program];
        const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ending], options);
        expect(stderr).toBe('');
        expect(stdout).toBe('end\n');
        expect(status).toBe(0);
      }
    },
    GPU_MS,
  );
});
