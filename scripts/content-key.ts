import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

/**
 * A hash of files as they are now, tracked by git or not: whatever was made of the same files need not be made
 * again, on any branch.
 * @param paths files and folders, as git understands them
 * @throws Error when git cannot list them
 */
export function contentKey(paths: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', ...paths],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`git ls-files: expected a list of files, found: ${stderr}`);
  const hash = createHash('sha256');
  for (const path of stdout.split('\0').filter(Boolean).sort()) {
    hash.update(`${path}\0`);
    hash.update(contentOf(path));
  }
  return hash.digest('hex');
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // Deleted, and git was not told yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.of();
    throw error;
  }
}
