import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash of files as they are now, tracked by git or not: whatever was made of the same files need not be made
 * again, on any branch.
 * @param paths files and folders, as git understands them
 * @param folder that they are in
 * @returns undefined where git cannot tell: in an unpacked archive, in a container, or where there is no git
 */
export function contentKey(paths: readonly string[], folder = '.'): string | undefined {
  const { status, stdout } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', ...paths],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const files = status === 0 ? stdout.split('\0').filter(Boolean).sort() : [];
  // None: unpacked inside another repository, which ignores all of it.
  if (files.length === 0) return undefined;
  const hash = createHash('sha256');
  for (const file of files) {
    const content = contentOf(join(folder, file));
    // A repository in the repository, or a link to a folder: git does not say what is in it.
    if (content === undefined) return undefined;
    hash.update(`${file}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

function contentOf(path: string): Buffer | undefined {
  try {
    return statSync(path).isDirectory() ? undefined : readFileSync(path);
  } catch (error) {
    // Deleted, and git was not told yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.of();
    throw error;
  }
}
