import { softwareGpuEnvironment, type GpuMachine } from './find-software-gpu.ts';

function machineWith(files: string[], overrides: Partial<GpuMachine> = {}): GpuMachine {
  return {
    platform: 'linux',
    environment: {},
    exists: (path) => files.includes(path),
    resolve: (path) => path,
    ...overrides,
  };
}

const DEBIAN = '/usr/lib/chromium/vk_swiftshader_icd.json';

describe('softwareGpuEnvironment', () => {
  it('names the driver that lies beside the browser, and the folder of its loader', () => {
    const machine = machineWith([DEBIAN, '/opt/here/vk_swiftshader_icd.json'], {
      resolve: (path) => (path === '/usr/bin/chrome' ? '/opt/here/chrome' : path),
    });
    expect(softwareGpuEnvironment(machine, '/usr/bin/chrome')).toEqual({
      VK_ICD_FILENAMES: '/opt/here/vk_swiftshader_icd.json',
      LD_LIBRARY_PATH: '/opt/here',
    });
  });

  it('looks where distributions have it, and keeps other libraries', () => {
    const machine = machineWith([DEBIAN], { environment: { LD_LIBRARY_PATH: '/mine' } });
    expect(softwareGpuEnvironment(machine, '/usr/bin/chromium')).toEqual({
      VK_ICD_FILENAMES: DEBIAN,
      LD_LIBRARY_PATH: '/usr/lib/chromium:/mine',
    });
  });

  it('leaves a choice that was made', () => {
    for (const name of ['VK_ICD_FILENAMES', 'VK_DRIVER_FILES']) {
      const machine = machineWith([DEBIAN], { environment: { [name]: '/a.json' } });
      expect(softwareGpuEnvironment(machine, '/usr/bin/chromium')).toEqual({});
    }
  });

  it('has nothing to say without it, and where there is no need of Vulkan', () => {
    expect(softwareGpuEnvironment(machineWith([]), undefined)).toEqual({});
    expect(
      softwareGpuEnvironment(machineWith([DEBIAN], { platform: 'darwin' }), undefined),
    ).toEqual({});
  });
});
