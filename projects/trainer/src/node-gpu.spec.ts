import { hasDrivers, type DriverMachine } from './node-gpu.ts';

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
