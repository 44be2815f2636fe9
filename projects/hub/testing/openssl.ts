import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_MS = 20_000;

/** What OpenSSL is asked about a certificate. */
export interface Verification {
  /** The certificate of the authority, PEM. */
  readonly authority: string;
  /** The certificate, PEM. */
  readonly leaf: string;
  /** Seconds since 1970; now unless given. */
  readonly atS?: number;
  /** What the certificate has to be for. */
  readonly host?: string;
  readonly address?: string;
  readonly purpose?: string;
}

/**
 * Has OpenSSL verify a certificate, as strictly as it can.
 * @returns why it refuses it; undefined when it does not
 */
export function verifyWithOpenSsl({
  authority,
  leaf,
  atS,
  host,
  address,
  purpose = 'sslserver',
}: Verification): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  try {
    const [authorityFile, leafFile] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
    writeFileSync(authorityFile, authority);
    writeFileSync(leafFile, leaf);
    const { status, stdout, stderr } = spawnSync(
      'openssl',
      [
        ...['verify', '-x509_strict', '-check_ss_sig', '-purpose', purpose],
        ...['-CAfile', authorityFile, '-no-CApath', '-no-CAstore'],
        ...(atS === undefined ? [] : ['-attime', String(Math.floor(atS))]),
        ...(host === undefined ? [] : ['-verify_hostname', host]),
        ...(address === undefined ? [] : ['-verify_ip', address]),
        leafFile,
      ],
      { encoding: 'utf8', timeout: PATIENCE_MS },
    );
    if (status === 0) return undefined;
    return /error \d+ at \d depth lookup: (.*)/.exec(stdout + stderr)?.[1] ?? stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
