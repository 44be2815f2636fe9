import type { KeyPair } from './key-pair.ts';

/** How it is with what https is served with. */
export type CertificateState =
  'ok' | 'none' | 'expired' | 'not valid yet' | 'not for any address of this computer';

/** What `/health` says about https. */
export interface CertificateHealth {
  readonly state: CertificateState;
  /** An ISO 8601 time; null without a certificate. */
  readonly validUntil: string | null;
  /** What the certificate is for: host names and addresses. */
  readonly names: readonly string[];
  /** Addresses of this computer that it is not for: browsers warn there. */
  readonly notFor: readonly string[];
}

/** The certificate that https is served with, kept true while the hub runs. */
export interface Certificates {
  /** Undefined when there is none yet. */
  readonly pair: KeyPair | undefined;
  readonly health: CertificateHealth;
  /** The certificate of an authority of our own, which devices have to trust; DER. */
  readonly authority: Buffer | undefined;
  /**
   * Compares it with clock, addresses and files, and replaces it where that helps.
   * @returns whether `pair` is another one
   */
  check(): Promise<boolean>;
}

/** What certificates depend on. */
export interface CertificateSurroundings {
  /** The addresses at which devices may ask for the app now. */
  readonly addresses: () => readonly string[];
  readonly nowMs: () => number;
  /** Called with one line for people when something has changed. */
  readonly report: (line: string) => void;
}
