import { spawnSync } from 'node:child_process';
import { statfsSync, type StatsFs } from 'node:fs';

/** A real file system of 256 kB at a folder; undefined where one may not be mounted. */
export function mountSmallDisk(
  folder: string,
): { readonly free: () => StatsFs; readonly unmount: () => void } | undefined {
  const options = ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder];
  if (spawnSync('mount', options).status !== 0) return undefined;
  return {
    free: () => statfsSync(folder),
    unmount: () => {
      spawnSync('umount', [folder]);
    },
  };
}
