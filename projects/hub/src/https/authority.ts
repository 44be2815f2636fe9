// tsyringe, on which x509 is built, needs it before everything else.
import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { isAllowed, LOCAL_DOMAINS, PRIVATE_RANGES } from './allowed-names.ts';
import type { KeyPair } from './key-pair.ts';

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3652;
/** Browsers accept no more from public authorities, and none less from private ones. */
const LEAF_DAYS = 397;
/** Clocks of devices may be behind. */
const BACKDATED_DAYS = 1;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const PRIVATE_KEY = 'PRIVATE KEY';
/** So that nothing follows from the number of certificates: RFC 5280 allows 20 bytes. */
const SERIAL_BYTES = 16;

/**
 * An authority of one hub. It can vouch for private addresses and a few domains only, and only for servers: whoever
 * steals its key cannot pretend to be a site of the internet to the devices that trust it (RFC 5280, 4.2.1.10).
 */
export class Authority {
  private readonly certificate: X509Certificate;
  private readonly key: CryptoKey;
  private readonly keyPem: string;

  private constructor(certificate: X509Certificate, key: CryptoKey, keyPem: string) {
    this.certificate = certificate;
    this.key = key;
    this.keyPem = keyPem;
  }

  /**
   * Makes one for ten years.
   * @param title how devices list it
   * @param domains what it may vouch for beside private addresses and local domains
   */
  static async make(title: string, domains: readonly string[], nowMs: number): Promise<Authority> {
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      ...validity(AUTHORITY_DAYS, nowMs),
      serialNumber: makeSerial(),
      name: [{ CN: [title] }],
      keys,
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        // Not critical: a system that does not know it would refuse the whole authority.
        new Extension(id_ce_nameConstraints, false, constraintsOf([...LOCAL_DOMAINS, ...domains])),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(certificate, keys.privateKey, await pemOf(keys.privateKey));
  }

  /**
   * Reads what `pem` gave.
   * @throws Error when there is no key or certificate in it, or they do not belong together
   */
  static async read(pem: string): Promise<Authority> {
    const blocks = PemConverter.decodeWithHeaders(pem);
    const der = (type: string): ArrayBuffer => {
      const block = blocks.find((one) => one.type === type);
      if (!block) throw new Error(`expected a ${type.toLowerCase()}, found none`);
      return block.rawData;
    };
    const certificate = new X509Certificate(der(PemConverter.CertificateTag));
    const key = await crypto.subtle.importKey('pkcs8', der(PRIVATE_KEY), CURVE, true, ['sign']);
    const authority = new Authority(certificate, key, await pemOf(key));
    // It must have signed itself with this key: a leaf that it could not verify would be refused by every device.
    const probe = Buffer.from('probe');
    const signed = await crypto.subtle.sign(SIGNATURE, key, probe);
    const publicKey = await certificate.publicKey.export(CURVE, ['verify']);
    if (!(await crypto.subtle.verify(SIGNATURE, publicKey, signed, probe)))
      throw new Error('expected the key of the certificate, found another');
    return authority;
  }

  /** Its certificate, DER. */
  get der(): Buffer {
    return Buffer.from(this.certificate.rawData);
  }

  get validUntilMs(): number {
    return this.certificate.notAfter.getTime();
  }

  /** The domains that it may vouch for. */
  get domains(): readonly string[] {
    const extension = this.certificate.getExtension(id_ce_nameConstraints);
    if (!extension) return [];
    const constraints = AsnConvert.parse(extension.value, NameConstraints);
    return Array.from(constraints.permittedSubtrees ?? [], ({ base }) => base.dNSName ?? '').filter(
      Boolean,
    );
  }

  /** Key and certificate, to be kept where nobody else can read them. */
  get pem(): string {
    return `${this.keyPem}\n${this.certificate.toString('pem')}\n`;
  }

  allows(name: string): boolean {
    return isAllowed(name, this.domains);
  }

  /** Makes a certificate of a server with these names, for 397 days, or as long as the authority itself is valid. */
  async issue(names: readonly string[], nowMs: number): Promise<KeyPair> {
    const keys = await makeKeys();
    const { notBefore, notAfter } = validity(LEAF_DAYS, nowMs);
    const certificate = await X509CertificateGenerator.create({
      notBefore,
      notAfter: new Date(Math.min(notAfter.getTime(), this.validUntilMs)),
      serialNumber: makeSerial(),
      subject: [{ CN: ['MNIST MLP Visualizer'] }],
      issuer: this.certificate.subjectName,
      publicKey: keys.publicKey,
      signingKey: this.key,
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((name) => ({
            type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const),
            value: name,
          })),
        ),
        await AuthorityKeyIdentifierExtension.create(this.certificate.publicKey),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return { cert: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
  }
}

function validity(days: number, nowMs: number): { notBefore: Date; notAfter: Date } {
  const beginMs = nowMs - BACKDATED_DAYS * DAY_MS;
  // Certificates count whole seconds, and the last one is part of them.
  return {
    notBefore: new Date(beginMs),
    notAfter: new Date(beginMs + days * DAY_MS - 1000),
  };
}

function constraintsOf(domains: readonly string[]): ArrayBuffer {
  const names = [
    ...domains.map((dNSName) => new GeneralName({ dNSName })),
    ...PRIVATE_RANGES.map((iPAddress) => new GeneralName({ iPAddress })),
  ];
  const subtrees = names.map((base) => new GeneralSubtree({ base }));
  return AsnConvert.serialize(
    new NameConstraints({ permittedSubtrees: new GeneralSubtrees(subtrees) }),
  );
}

async function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
}

function makeSerial(): string {
  // The first bit is the sign, and the number has to be positive.
  const bytes = randomBytes(SERIAL_BYTES);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
}

async function pemOf(key: CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), PRIVATE_KEY);
}
