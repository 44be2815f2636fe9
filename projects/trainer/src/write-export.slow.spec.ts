import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSmallExport, smallExport } from '../testing/small-export.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { recoverExport, writeExport } from './write-export.ts';

describe('writeExport', () => {
  const folder = useTemporaryFolder();
  const path = (): string => join(folder(), 'small.json');

  it('killed before any step, leaves the old export or the new one; a re-run cleans up', () => {
    const child = join(import.meta.dirname, '../testing/write-and-die.ts');
    const outcomes: unknown[] = [];
    let finished = false;
    for (let step = 0; !finished; step++) {
      writeExport(path(), smallExport(1, 4));
      const before = readFileSync(path(), 'utf8');
      const { signal, status } = spawnSync(process.execPath, [
        child,
        path(),
        '2',
        '3',
        String(step),
      ]);
      finished = status === 0;
      if (!finished) expect(signal).toBe('SIGKILL');

      const { seed, checkpoints } = loadSmallExport(path());
      expect(checkpoints).toBe(seed === 1 ? 4 : 3);
      outcomes.push(seed);

      recoverExport(path());
      expect(loadSmallExport(path()).seed).toBe(seed);
      if (seed === 1) expect(readFileSync(path(), 'utf8')).toBe(before);
      expect(existsSync(join(folder(), 'small.staging'))).toBeFalse();
      expect(existsSync(join(folder(), 'small.previous'))).toBeFalse();

      writeExport(path(), smallExport(5, 2));
      expect(loadSmallExport(path())).toEqual({ seed: 5, checkpoints: 2 });
      expect(readdirSync(join(folder(), 'small')).length).toBe(2);
    }
    // The old export up to one moment, the new one from there: both occur, in this order.
    expect(outcomes.length).toBeGreaterThan(15);
    expect(outcomes.indexOf(2)).toBeGreaterThan(10);
    expect(outcomes).toEqual([...outcomes].sort());
  }, 120_000);
});
