import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { CAN_MOUNT_DISKS, mountSmallDisk } from '../../testing/small-disk.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { readManifest } from '../read-export.ts';

const root = join(import.meta.dirname, '../../../..');
const PLAIN = ['--recipe', join(root, 'training/plain.json'), '--device', 'cpu'];
/** What runs several processes may take this long on a computer with much else to do. */
const PROCESSES_MS = 60_000;

describe('processes of train and evaluate', () => {
  const folder = useTemporaryFolder();
  const data = (): string => join(folder(), 'data');
  const weights = (): string => join(folder(), 'out', 'w.json');
  beforeEach(() => {
    writeBarDigits(data());
  });

  /** Runs a line of the shell, where `$NODE` is this Node. */
  function shell(line: string, env: Record<string, string> = {}) {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...env, NODE: process.execPath },
    });
    return { status, stdout, stderr };
  }
  const trainLine = (...args: string[]): string =>
    ['$NODE training/mlp-train.ts', ...PLAIN, '--data-dir', data(), '--export-path', weights()]
      .concat(args)
      .join(' ');

  it(
    'go on when nobody reads what they say any more',
    () => {
      // The reader is gone before the first line.
      const line = `${trainLine('--stop-after', '2x', '--json')} 2>&1 | (exec 0<&-; sleep 0)`;
      expect(shell(line)).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(readManifest(weights()).timeline.at(-1)?.id).toBe('dataset_2x');
      const evaluate = `$NODE training/evaluate.ts --weights ${weights()} | (exec 0<&-; sleep 0)`;
      expect(shell(evaluate)).toEqual({ status: 0, stdout: '', stderr: '' });
    },
    PROCESSES_MS,
  );

  it(
    'say so when what they say cannot be written',
    () => {
      if (!existsSync('/dev/full')) return;
      const line = `${trainLine('--stop-after', '2x')} > /dev/full`;
      const { status, stderr } = shell(line);
      expect(stderr).toMatch(/^output: .*ENOSPC.*\n$/);
      expect(status).toBe(2);
      expect(readManifest(weights()).timeline.at(-1)?.id).toBe('dataset_2x');
    },
    PROCESSES_MS,
  );

  if (CAN_MOUNT_DISKS) {
    it(
      'put a network that has no room where it was to be somewhere else, in one line, status 2',
      () => {
        const out = join(folder(), 'out');
        const rescue = join(folder(), 'rescue');
        mkdirSync(out);
        mkdirSync(rescue);
        const disk = mountSmallDisk(out);
        try {
          const { status, stderr } = shell(trainLine('--stop-after', '2x'), { TMPDIR: rescue });
          expect(stderr).toMatch(/^.*w\.json: expected to be written, found ENOSPC: .*\n$/);
          expect(status).toBe(2);
          const rescued = /the network is in (\S+) instead/.exec(stderr)?.[1] ?? '';
          expect(readManifest(rescued).timeline.at(-1)?.id).toBe('dataset_2x');
          expect(readdirSync(out)).toEqual([]);
        } finally {
          disk.unmount();
        }
      },
      PROCESSES_MS,
    );
  }
});
