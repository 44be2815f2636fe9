import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from '../../testing/small-build.ts';
import type { Certificates } from './certificates.ts';
import { certificatesOf, httpsLines } from './https-hub.ts';

const OPTIONS = { port: 8443, given: undefined, names: [], authority: undefined };
const HTTP = 'http://192.168.1.20:8000';

function certificatesFor(names: readonly string[]): Certificates {
  return {
    pair: undefined,
    health: { state: 'ok', validUntil: null, names, notFor: [] },
    authority: undefined,
    check: () => Promise.resolve(false),
  };
}

describe('httpsLines', () => {
  function addresses(names: readonly string[], hosts: readonly string[]): readonly string[] {
    return httpsLines(certificatesFor(names), hosts, 8443, HTTP).map(
      (line) => /^To install the app: (.*)$/.exec(line)?.[1] ?? line,
    );
  }

  it('list addresses that the certificate is for, the likeliest first, then names', () => {
    expect(
      addresses(
        ['localhost', '10.0.0.3', 'hub.local', 'mnist.example', '192.168.1.20', 'fd00::20'],
        ['192.168.1.20', '10.0.0.3', 'fd00::20'],
      ),
    ).toEqual([
      'https://192.168.1.20:8443',
      'https://10.0.0.3:8443',
      'https://[fd00::20]:8443',
      'https://mnist.example:8443',
    ]);
  });

  it('propose a name in .local where nothing else is certain, and no wildcard', () => {
    expect(addresses(['localhost', 'hub.local'], ['141.20.5.6'])).toEqual([
      'https://hub.local:8443',
    ]);
    expect(addresses(['*.school.example'], ['10.0.0.3'])).toEqual(['https://localhost:8443']);
  });

  it('list this computer alone where no other device reaches it', () => {
    expect(addresses(['localhost', 'hub.local'], [])).toEqual(['https://localhost:8443']);
  });
});

describe('certificatesOf', () => {
  const folder = useFolder();
  const surroundings = {
    addresses: () => ['192.168.1.20', '141.20.5.6'],
    nowMs: () => Date.UTC(2027, 0, 1),
    report: () => undefined,
  };

  it('says what an own certificate is for, and where it gets trusted', async () => {
    const options = { ...OPTIONS, names: ['mnist.example'], authority: join(folder(), 'a') };
    const own = certificatesOf(
      options,
      { hostname: 'Room7.school', environment: {} },
      surroundings,
    );
    await own.check();
    expect(own.health.names).toEqual([
      ...['mnist.example', 'room7.local', 'localhost', '127.0.0.1', '::1', '192.168.1.20'],
    ]);
    const [first, second, missing, trust, sha256] = httpsLines(
      ...([own, ['192.168.1.20', '141.20.5.6'], 8443, HTTP] as const),
    );
    expect([first, second]).toEqual([
      'To install the app: https://192.168.1.20:8443',
      'To install the app: https://mnist.example:8443',
    ]);
    expect(missing).toMatch(/^Not over https: 141\.20\.5\.6: /);
    expect(trust).toBe(`Once on each device, before: ${HTTP}/trust/`);
    expect(sha256).toMatch(/^SHA-256 of the authority: (?:[\dA-F]{2}:){31}[\dA-F]{2}$/);
  });

  it('keeps the authority where systemd keeps a service’s state', async () => {
    const environment = { STATE_DIRECTORY: join(folder(), 'state') };
    await certificatesOf(OPTIONS, { hostname: 'größe', environment }, surroundings).check();
    expect(existsSync(join(folder(), 'state', 'authority.pem'))).toBeTrue();
  });
});
