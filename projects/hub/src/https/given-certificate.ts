import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HubError, isSystemError } from '../hub-error.ts';
import type {
  CertificateHealth,
  Certificates,
  CertificateState,
  CertificateSurroundings,
} from './certificates.ts';
import type { KeyPair } from './key-pair.ts';

/** Where a certificate and its key lie, both PEM. */
export interface GivenFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that somebody else made. Where its files are replaced, the new ones are used. */
export class GivenCertificate implements Certificates {
  readonly authority = undefined;
  private readonly files: GivenFiles;
  private readonly surroundings: CertificateSurroundings;
  private current: (KeyPair & { readonly parsed: X509Certificate }) | undefined;
  private told: string | undefined;

  /** Has no certificate until the first `check`. */
  constructor(files: GivenFiles, surroundings: CertificateSurroundings) {
    this.files = files;
    this.surroundings = surroundings;
  }

  get pair(): KeyPair | undefined {
    return this.current && { cert: this.current.cert, key: this.current.key };
  }

  get health(): CertificateHealth {
    const parsed = this.current?.parsed;
    const addresses = this.surroundings.addresses();
    if (!parsed) return { state: 'none', validUntil: null, names: [], notFor: addresses };
    return {
      state: this.stateOf(parsed),
      validUntil: new Date(parsed.validTo).toISOString(),
      names: namesOf(parsed),
      notFor: addresses.filter((address) => parsed.checkIP(address) === undefined),
    };
  }

  /** @throws HubError when there is none that can be used; once there was one, that stays, and the reason is reported */
  async check(): Promise<boolean> {
    try {
      const isNew = await this.read();
      this.tell();
      return isNew;
    } catch (error) {
      if (!this.current || !(error instanceof HubError)) throw error;
      this.tell(`${error.message}; the certificate from before is used`);
      return false;
    }
  }

  private async read(): Promise<boolean> {
    const { cert: certFile, key: keyFile } = this.files;
    const cert = await readText(certFile);
    const key = await readText(keyFile);
    if (cert === this.current?.cert && key === this.current.key) return false;
    const parsed = parse(certFile, 'a certificate, PEM', () => new X509Certificate(cert));
    const privateKey = parse(keyFile, 'a private key without a passphrase, PEM', () =>
      createPrivateKey(key),
    );
    // While files are being replaced, they do not belong together.
    if (!parsed.checkPrivateKey(privateKey))
      throw new HubError(`${keyFile}: expected the key of ${certFile}, found that of another`);
    this.current = { cert, key, parsed };
    return true;
  }

  /** Says what is wrong, each thing once. */
  private tell(wrong?: string): void {
    const { state, validUntil, names } = this.health;
    const said: Readonly<Record<CertificateState, string | undefined>> = {
      ok: undefined,
      none: undefined,
      expired: `expired on ${String(validUntil)}`,
      'not valid yet': `is valid from ${this.current?.parsed.validFrom ?? ''} on`,
      'not for any address of this computer': `is for ${names.join(', ')}, and not for any address of this computer`,
    };
    const line =
      wrong ?? (said[state] && `${this.files.cert}: ${said[state]}: browsers warn of the page`);
    if (line !== undefined && line !== this.told) this.surroundings.report(line);
    this.told = line;
  }

  private stateOf(parsed: X509Certificate): CertificateState {
    const nowMs = this.surroundings.nowMs();
    if (nowMs > Date.parse(parsed.validTo)) return 'expired';
    if (nowMs < Date.parse(parsed.validFrom)) return 'not valid yet';
    // Whether a name leads here only the network knows.
    const hasName = /(?:^|, )DNS:/.test(parsed.subjectAltName ?? '');
    const addresses = this.surroundings.addresses();
    if (hasName || addresses.some((address) => parsed.checkIP(address) !== undefined)) return 'ok';
    return 'not for any address of this computer';
  }
}

/** Host names and addresses, as `tls` writes them. */
function namesOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return [...subjectAltName.matchAll(/(?:^|, )(?:DNS|IP Address):([^,]+)/g)].map(
    ([, name = '']) => name,
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new HubError(`${path}: expected a file that can be read, found ${error.message}`);
  }
}

function parse<T>(path: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    // OpenSSL's errors have no class of their own.
    const found = error instanceof Error ? error.message : String(error);
    throw new HubError(`${path}: expected ${what}, found: ${found}`);
  }
}
