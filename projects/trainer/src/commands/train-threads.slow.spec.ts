import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';

const root = join(import.meta.dirname, '../../../..');
/** A run of the default recipe, on a machine with much else to do. */
const TRAINING_MS = 600_000;

describe('npm run train with the default recipe', () => {
  const folder = useTemporaryFolder();

  it(
    'exports the same bytes with any number of threads',
    () => {
      const data = join(folder(), 'data');
      writeBarDigits(data);
      const digest = (threads: string): string => {
        const weights = join(folder(), 'w.json');
        const options = ['--device', 'cpu', '--stop-after', '2x', '--threads', threads];
        const { status, stderr } = spawnSync(
          process.execPath,
          [
            ...[join(root, 'training/mlp-train.ts'), ...options],
            ...['--data-dir', data, '--export-path', weights],
          ],
          { cwd: root, encoding: 'utf8' },
        );
        expect(stderr).toBe('');
        expect(status).toBe(0);
        return readFileSync(weights, 'utf8');
      };
      // The manifest holds the hash of every shard.
      expect(digest('2')).toBe(digest('1'));
    },
    TRAINING_MS,
  );
});
