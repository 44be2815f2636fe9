import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync, type StatsFs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real file system of 256 kB. */
export interface SmallDisk {
  readonly free: () => StatsFs;
  readonly unmount: () => void;
}

/**
 * Mounts one at a folder.
 * @throws Error where it may not be mounted
 */
export function mountSmallDisk(folder: string): SmallDisk {
  const options = ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder];
  const { status, error, stderr } = spawnSync('mount', options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder}: does not mount: ${error?.message ?? stderr}`);
  return {
    free: () => statfsSync(folder),
    unmount: () => {
      spawnSync('umount', [folder]);
    },
  };
}

/** Whether disks can be mounted here: as root on Linux, and not in every container. Specs exist only where they run. */
export const CAN_MOUNT_DISKS = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    mountSmallDisk(folder).unmount();
    return true;
  } catch {
    // No root, no Linux, or a container that may not mount.
    return false;
  } finally {
    rmdirSync(folder);
  }
})();
