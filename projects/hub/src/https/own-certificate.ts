import { X509Certificate } from 'node:crypto';
import type { Authority } from './authority.ts';
import { keepAuthority, type AuthorityPlan } from './authority-store.ts';
import type { CertificateHealth, Certificates, CertificateSurroundings } from './certificates.ts';
import type { KeyPair } from './key-pair.ts';

/** What a certificate of our own is made from. */
export interface OwnPlan extends AuthorityPlan {
  /** Where the authority is kept. */
  readonly folder: string;
  /** Host names that stay, in lower case. */
  readonly names: readonly string[];
}

const DAY_MS = 86_400_000;
const RENEWED_BEFORE_MS = 30 * DAY_MS;
/** No hub that has this line ran before: such a clock is that of a computer without a battery, after a power cut. */
const EARLIEST_MS = Date.UTC(2026, 10, 1);

/** A certificate by an authority of our own. Its key is never written: each start makes another. */
export class OwnCertificate implements Certificates {
  private readonly plan: OwnPlan;
  private readonly surroundings: CertificateSurroundings;
  private kept: Authority | undefined;
  private current: { readonly pair: KeyPair; readonly validUntilMs: number } | undefined;
  private names: readonly string[] = [];
  private hasBlamedClock = false;

  /** Has no certificate until the first `check`. */
  constructor(plan: OwnPlan, surroundings: CertificateSurroundings) {
    this.plan = plan;
    this.surroundings = surroundings;
  }

  get pair(): KeyPair | undefined {
    return this.current?.pair;
  }

  get authority(): Buffer | undefined {
    return this.kept?.der;
  }

  get health(): CertificateHealth {
    const { current, names } = this;
    const notFor = this.surroundings.addresses().filter((address) => !names.includes(address));
    if (!current) return { state: 'none', validUntil: null, names, notFor };
    const isOver = this.surroundings.nowMs() > current.validUntilMs;
    return {
      state: isOver ? 'expired' : 'ok',
      validUntil: new Date(current.validUntilMs).toISOString(),
      names,
      notFor,
    };
  }

  /** @throws HubError when the authority cannot be read or kept */
  async check(): Promise<boolean> {
    const { report, addresses } = this.surroundings;
    const nowMs = this.surroundings.nowMs();
    if (nowMs < EARLIEST_MS) {
      if (!this.hasBlamedClock) {
        const found = new Date(nowMs).toISOString().slice(0, 10);
        report(
          `The clock says ${found}: no certificate is made, and https waits, until it is set.`,
        );
      }
      this.hasBlamedClock = true;
      return false;
    }
    this.hasBlamedClock = false;
    const endMs = Math.min(this.current?.validUntilMs ?? 0, this.kept?.validUntilMs ?? 0);
    const isDue = endMs - nowMs < RENEWED_BEFORE_MS;
    const authority = this.kept && !isDue ? this.kept : await this.renewAuthority(nowMs);
    const wanted = [...new Set([...this.plan.names, ...addresses()])].filter((name) =>
      authority.allows(name),
    );
    const isAddressNew = wanted.some((name) => !this.names.includes(name));
    if (!isDue && !isAddressNew) return false;
    const pair = await authority.issue(wanted, nowMs);
    const { validTo } = new X509Certificate(pair.cert);
    if (this.current) {
      const why = isDue ? 'the one before was about to end' : 'this computer has another address';
      report(`A new certificate, as ${why}. Devices notice nothing.`);
    }
    this.current = { pair, validUntilMs: Date.parse(validTo) };
    this.names = wanted;
    return true;
  }

  private async renewAuthority(nowMs: number): Promise<Authority> {
    const { authority, is } = await keepAuthority(this.plan.folder, this.plan, nowMs);
    if (is === 'made in place of one that ends')
      this.surroundings.report(
        'The authority was about to end, and was made anew: every device has to trust it again.',
      );
    this.kept = authority;
    return authority;
  }
}
