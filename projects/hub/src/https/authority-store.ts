import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError, isSystemError } from '../hub-error.ts';
import type { Authority } from './authority.ts';

/** The file with the key and the certificate of the authority. */
export const AUTHORITY_FILE = 'authority.pem';

/** Before its end an authority is replaced: a certificate is of no use without the one that vouches for it. */
const REPLACED_BEFORE_MS = 30 * 86_400_000;
const FOR_OWNER_ONLY = { folder: 0o700, file: 0o600, others: 0o077 };

/** What an authority is made with. */
export interface AuthorityPlan {
  /** How devices list it. */
  readonly title: string;
  /** Domains beside the local ones, in lower case. */
  readonly domains: readonly string[];
}

/** An authority that lies in a folder. */
export interface KeptAuthority {
  readonly authority: Authority;
  /** No device can trust one that was made just now. */
  readonly is: 'kept' | 'made' | 'made in place of one that ends';
}

/**
 * Reads the authority in a folder, or makes one where there is none, or where its time is over.
 * @throws HubError where it cannot be read or written, others could read its key, or it cannot vouch for a domain
 */
export async function keepAuthority(
  folder: string,
  plan: AuthorityPlan,
  nowMs: number,
): Promise<KeptAuthority> {
  const path = join(folder, AUTHORITY_FILE);
  try {
    const kept = await readAuthority(path);
    if (kept && kept.validUntilMs - nowMs >= REPLACED_BEFORE_MS) {
      const foreign = plan.domains.find((domain) => !kept.allows(domain));
      if (foreign === undefined) return { authority: kept, is: 'kept' };
      throw new HubError(
        `--name: expected a name in ${kept.domains.join(', ')}, for which the authority in ${path} was made, ` +
          `found ${foreign}; without that file another is made, which every device has to trust anew`,
      );
    }
    const made = await makeAuthority(plan, nowMs);
    await mkdir(folder, { recursive: true, mode: FOR_OWNER_ONLY.folder });
    const unfinished = `${path}.${randomUUID()}`;
    await writeFile(unfinished, made.pem, { mode: FOR_OWNER_ONLY.file });
    try {
      if (kept) await rename(unfinished, path);
      // Fails where another hub was faster: both have to have the same.
      else await link(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
    return { authority: made, is: kept ? 'made in place of one that ends' : 'made' };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'EEXIST' && error.syscall === 'link')
      return keepAuthority(folder, plan, nowMs);
    throw new HubError(`${path}: expected a file that can be kept there, found ${error.message}`);
  }
}

async function readAuthority(path: string): Promise<Authority | undefined> {
  let pem: string;
  try {
    const { mode } = await stat(path);
    // Windows has no such bits.
    if (process.platform !== 'win32' && (mode & FOR_OWNER_ONLY.others) !== 0) {
      const found = (mode & 0o777).toString(8);
      throw new HubError(
        `${path}: expected a key that only its owner can read (mode 600), found mode ${found}; ` +
          'if others may have read it, remove it, and have every device trust the next one',
      );
    }
    pem = await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { Authority: Kind } = await import('./authority.ts');
    return await Kind.read(pem);
  } catch (error) {
    // Of whatever kind: the parser of certificates has no errors of its own.
    const found = error instanceof Error ? error.message : String(error);
    throw new HubError(
      `${path}: expected a key and its certificate, found: ${found}; without that file another is made, ` +
        'which every device has to trust anew',
    );
  }
}

async function makeAuthority({ title, domains }: AuthorityPlan, nowMs: number): Promise<Authority> {
  // Most hubs serve plain http, and need none of this.
  const { Authority: Kind } = await import('./authority.ts');
  return Kind.make(title, domains, nowMs);
}
