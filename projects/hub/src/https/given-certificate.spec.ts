import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from '../../testing/small-build.ts';
import { HubError } from '../hub-error.ts';
import { Authority } from './authority.ts';
import { GivenCertificate } from './given-certificate.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2027, 0, 1);

describe('GivenCertificate', () => {
  const folder = useFolder();
  let authority: Authority;
  let files = { cert: '', key: '' };
  let nowMs = START_MS;
  let addresses: string[] = [];
  let lines: string[] = [];
  let given: GivenCertificate;

  beforeAll(async () => {
    authority = await Authority.make('A school', ['school.example'], START_MS);
    files = { cert: join(folder(), 'cert.pem'), key: join(folder(), 'key.pem') };
  });

  beforeEach(async () => {
    [nowMs, addresses, lines] = [START_MS, ['192.168.1.20'], []];
    const report = (line: string): number => lines.push(line);
    given = new GivenCertificate(files, { addresses: () => addresses, nowMs: () => nowMs, report });
    await put(['school.example', '192.168.1.20']);
  });

  async function put(names: readonly string[], atMs = START_MS): Promise<void> {
    const { cert, key } = await authority.issue(names, atMs);
    // With what vouches for it behind, as most authorities hand them out.
    writeFileSync(files.cert, `${cert}\n${authority.pem.split('KEY-----\n')[1] ?? ''}`);
    writeFileSync(files.key, key);
  }

  it('is used, and said for whom and how long', async () => {
    expect(given.health.state).toBe('none');
    expect(await given.check()).toBeTrue();
    expect(given.pair?.cert).toContain('BEGIN CERTIFICATE');
    expect(given.health).toEqual({
      state: 'ok',
      validUntil: '2028-01-31T23:59:59.000Z',
      names: ['school.example', '192.168.1.20'],
      notFor: [],
    });
    expect(given.authority).toBeUndefined();
    expect(await given.check()).toBeFalse();
    expect(lines).toEqual([]);
  });

  it('is exchanged when its files are', async () => {
    await given.check();
    await put(['mnist.school.example'], START_MS + 300 * DAY_MS);
    expect(await given.check()).toBeTrue();
    expect(given.health.names).toEqual(['mnist.school.example']);
  });

  it('stays while its files are exchanged, one after the other or by something else', async () => {
    await given.check();
    const { pair } = given;
    const next = await authority.issue(['school.example'], START_MS);
    writeFileSync(files.cert, next.cert);
    for (let times = 0; times < 3; times++) expect(await given.check()).toBeFalse();
    expect(lines).toEqual([
      jasmine.stringMatching(
        /key\.pem: expected the key of .*cert\.pem, found that of another; the/,
      ),
    ]);
    rmSync(files.key);
    expect(await given.check()).toBeFalse();
    expect(given.pair).toEqual(pair);
    writeFileSync(files.key, next.key);
    expect(await given.check()).toBeTrue();
  });

  it('says once that it has expired, is not valid yet, or is for other addresses', async () => {
    nowMs = START_MS + 400 * DAY_MS;
    await given.check();
    await given.check();
    expect(given.health.state).toBe('expired');
    expect(lines).toEqual([jasmine.stringMatching(/cert\.pem: expired on 2028-01-31.*warn/)]);
    nowMs = START_MS - 2 * DAY_MS;
    await given.check();
    expect(given.health.state).toBe('not valid yet');
    await put(['192.168.1.20']);
    nowMs = START_MS;
    await given.check();
    expect(given.health.state).toBe('ok');
    addresses = ['192.168.1.77'];
    await given.check();
    expect(given.health).toEqual(
      jasmine.objectContaining({
        state: 'not for any address of this computer',
        notFor: ['192.168.1.77'],
      }),
    );
    expect(lines.slice(1)).toEqual([
      jasmine.stringMatching(/is valid from Dec 31 .* on: browsers warn/),
      jasmine.stringMatching(/is for 192\.168\.1\.20, and not for any address/),
    ]);
  });

  it('says what is wrong with its files', async () => {
    const { cert, key } = await authority.issue(['localhost'], START_MS);
    for (const [place, text, message] of [
      ['cert', 'half', /cert\.pem: expected a certificate, PEM, found: /],
      ['cert', key, /cert\.pem: expected a certificate, PEM, found: /],
      ['key', cert, /key\.pem: expected a private key without a passphrase, PEM, found: /],
      ['key', key, /key\.pem: expected the key of .*cert\.pem, found that of another/],
      ['cert', undefined, /cert\.pem: expected a file that can be read, found ENOENT/],
    ] as const) {
      await put(['localhost']);
      if (text === undefined) rmSync(files[place]);
      else writeFileSync(files[place], text);
      await expectAsync(given.check()).toBeRejectedWithError(HubError, message);
    }
  });
});
