import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { verifyWithOpenSsl, type Verification } from '../../testing/openssl.ts';
import { Authority } from './authority.ts';
import type { KeyPair } from './key-pair.ts';

const DAY_S = 86_400;
const NOW_MS = Date.now();
const NAMES = [
  ...['192.168.1.20', '10.0.0.3', '172.16.0.9', '169.254.3.4', '127.0.0.1', '::1', 'fd00::20'],
  ...['school.local', 'hub.home.arpa', 'localhost', 'mnist.school.example'],
];
/** What an authority that was stolen must not be able to vouch for. */
const FOREIGN = [
  ...['example.com', 'school.example', 'notlocal', 'local.example.com', 'xmnist.school.example'],
  ...['8.8.8.8', '172.32.0.1', '2001:db8::1', '*.com'],
];

describe('Authority', () => {
  let authority: Authority;
  let leaf: KeyPair;
  let authorityPem: string;

  beforeAll(async () => {
    authority = await Authority.make('MNIST on "a,=computer"', ['mnist.school.example'], NOW_MS);
    leaf = await authority.issue(NAMES, NOW_MS);
    authorityPem = pemOf(authority);
  });

  function verify(more: Partial<Verification> = {}): string | undefined {
    return verifyWithOpenSsl({ authority: authorityPem, leaf: leaf.cert, ...more });
  }

  it('vouches for private addresses and its domains, as OpenSSL sees it', () => {
    expect(verify()).toBeUndefined();
    for (const name of NAMES) {
      const asked = /^[\d.]+$|:/.test(name) ? { address: name } : { host: name };
      expect([name, verify(asked)]).toEqual([name, undefined]);
    }
    expect(verify({ address: '192.168.1.21' })).toContain('mismatch');
  });

  for (const name of FOREIGN) {
    it(`cannot vouch for ${name}, as OpenSSL and Node see it`, async () => {
      const foreign = await authority.issue(['school.local', name], NOW_MS);
      expect(verify({ leaf: foreign.cert })).toBe('permitted subtree violation');
      expect(await handshake(foreign, 'school.local')).toMatch(/permitted subtree violation/);
      expect(authority.allows(name)).toBeFalse();
    });
  }

  it('is trusted by Node for the names of a certificate, and for no others', async () => {
    for (const name of ['school.local', 'localhost']) {
      expect([name, await handshake(leaf, name)]).toEqual([name, 'trusted']);
    }
    expect(await handshake(leaf, 'other.local')).toMatch(/altnames/);
    const other = await Authority.make('Another', [], NOW_MS);
    expect(await handshake(leaf, 'localhost', other)).toMatch(/unable to verify|certificate/);
  });

  it('vouches for servers only, and for no authority below it', () => {
    expect(verify({ purpose: 'smimesign' })).toMatch(/purpose/);
    expect(verify({ purpose: 'sslclient' })).toMatch(/purpose/);
    const [above, below] = [authorityPem, leaf.cert].map((pem) => new X509Certificate(pem));
    expect([above?.ca, below?.ca]).toEqual([true, false]);
    const servers = ['1.3.6.1.5.5.7.3.1'];
    expect([above?.keyUsage, below?.keyUsage]).toEqual([servers, servers]);
  });

  it('is valid for ten years, and its certificates for 397 days, one of them past', () => {
    const nowS = NOW_MS / 1000;
    for (const [days, verdict] of [
      [-1.01, 'certificate is not yet valid'],
      [-0.99, 'right'],
      [395.99, 'right'],
      [396.01, 'certificate has expired'],
    ] as const) {
      const found = verify({ atS: nowS + days * DAY_S }) ?? 'right';
      expect([days, found]).toEqual([days, verdict]);
    }
    expect((authority.validUntilMs - NOW_MS) / 1000 / DAY_S / 365.25).toBeCloseTo(10, 1);
  });

  it('gives no certificate beyond its own end, and writes years after 2049 as RFC 5280 wants', async () => {
    const late = await authority.issue(NAMES, authority.validUntilMs - 10 * DAY_S * 1000);
    expect(Date.parse(new X509Certificate(late.cert).validTo)).toBe(authority.validUntilMs);
    const in2048Ms = Date.UTC(2048, 5, 1);
    const next = await Authority.make('Next', [], in2048Ms);
    const nextLeaf = await next.issue(['school.local'], in2048Ms);
    expect(
      verify({ authority: pemOf(next), leaf: nextLeaf.cert, atS: Date.UTC(2049, 5, 1) / 1000 }),
    ).toBeUndefined();
  });

  it('is the same after it was written and read', async () => {
    const again = await Authority.read(authority.pem);
    expect(again.der).toEqual(authority.der);
    expect(again.domains).toEqual(['local', 'home.arpa', 'localhost', 'mnist.school.example']);
    expect(verify({ leaf: (await again.issue(NAMES, NOW_MS)).cert })).toBeUndefined();
  });

  it('has another serial number in each certificate, positive and of 16 bytes', async () => {
    const serials = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { cert } = await authority.issue(['localhost'], NOW_MS);
        return new X509Certificate(cert).serialNumber;
      }),
    );
    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][\dA-F]{31}$/);
  });

  it('is not read from what is cut off, or from a key of another', async () => {
    const { pem } = authority;
    for (let length = 0; length < pem.length - 30; length += 97) {
      await expectAsync(Authority.read(pem.slice(0, length))).toBeRejected();
    }
    const other = await Authority.make('Another', [], NOW_MS);
    const [key = ''] = other.pem.split('-----BEGIN CERTIFICATE');
    const mixed = key + pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'));
    await expectAsync(Authority.read(mixed)).toBeRejectedWithError(/key of the certificate/);
  });

  /** What Node says to a server with this certificate. */
  async function handshake(
    pair: KeyPair,
    servername: string,
    trusted = authority,
  ): Promise<string> {
    const server = createServer(pair);
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client: TLSSocket = connect({ port, servername, ca: pemOf(trusted) });
    try {
      await once(client, 'secureConnect');
      return client.authorized ? 'trusted' : 'not trusted';
    } catch (error) {
      return String(error);
    } finally {
      client.destroy();
      server.close();
    }
  }
});

function pemOf(authority: Authority): string {
  return new X509Certificate(authority.der).toString();
}
