import { X509Certificate } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from '../../testing/small-build.ts';
import { HubError } from '../hub-error.ts';
import { AUTHORITY_FILE } from './authority-store.ts';
import { OwnCertificate } from './own-certificate.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2027, 0, 1);
const NAMES = ['school.local', 'localhost', '127.0.0.1'];

describe('OwnCertificate', () => {
  const parent = useFolder();
  let [folder, count] = ['', 0];
  let nowMs = START_MS;
  let addresses: string[] = [];
  let lines: string[] = [];
  let own: OwnCertificate;

  beforeEach(() => {
    folder = join(parent(), String(count++));
    [nowMs, addresses, lines] = [START_MS, ['192.168.1.20'], []];
    own = open();
  });

  function open(): OwnCertificate {
    const plan = { folder, title: 'A hub', domains: [], names: NAMES };
    const report = (line: string): number => lines.push(line);
    return new OwnCertificate(plan, { addresses: () => addresses, nowMs: () => nowMs, report });
  }

  function isFor(address: string): boolean {
    return new X509Certificate(own.pair?.cert ?? '').checkIP(address) !== undefined;
  }

  it('is for this computer’s names and addresses, and says so', async () => {
    expect(own.health).toEqual(
      jasmine.objectContaining({ state: 'none', validUntil: null, notFor: ['192.168.1.20'] }),
    );
    expect(await own.check()).toBeTrue();
    expect(isFor('192.168.1.20')).toBeTrue();
    expect(own.health).toEqual({
      state: 'ok',
      validUntil: '2028-01-31T23:59:59.000Z',
      names: [...NAMES, '192.168.1.20'],
      notFor: [],
    });
    expect(await own.check()).toBeFalse();
    expect(lines).toEqual([]);
  });

  it('is renewed before it ends, by the same authority', async () => {
    await own.check();
    const [{ cert } = { cert: '' }, authority] = [own.pair, own.authority];
    nowMs = START_MS + 365 * DAY_MS;
    expect(await own.check()).toBeFalse();
    nowMs = START_MS + 367 * DAY_MS;
    expect(await own.check()).toBeTrue();
    expect(own.pair?.cert).not.toBe(cert);
    expect(own.authority).toEqual(authority);
    expect(own.health.validUntil?.slice(0, 10)).toBe('2029-02-01');
    expect(lines).toEqual([jasmine.stringMatching(/^A new certificate, as the one before/)]);
  });

  it('is renewed after a computer has slept beyond its end', async () => {
    await own.check();
    nowMs = START_MS + 500 * DAY_MS;
    expect(own.health.state).toBe('expired');
    expect(await own.check()).toBeTrue();
    expect(own.health.state).toBe('ok');
  });

  it('is made anew for another address, by the same authority, and keeps to it when that goes', async () => {
    await own.check();
    const { authority } = own;
    addresses = ['192.168.7.7', 'fd00::7'];
    expect(own.health.notFor).toEqual(addresses);
    expect(await own.check()).toBeTrue();
    expect(addresses.map(isFor)).toEqual([true, true]);
    expect(isFor('192.168.1.20')).toBeFalse();
    expect(own.authority).toEqual(authority);
    expect(lines).toEqual([jasmine.stringMatching(/another address/)]);
    addresses = [];
    expect(await own.check()).toBeFalse();
    addresses = ['192.168.7.7'];
    expect(await own.check()).toBeFalse();
  });

  it('leaves out addresses of the internet, for which the whole chain would be refused', async () => {
    addresses = ['141.20.5.6', '10.0.0.3'];
    await own.check();
    expect(['141.20.5.6', '10.0.0.3'].map(isFor)).toEqual([false, true]);
    expect([own.health.state, own.health.notFor]).toEqual(['ok', ['141.20.5.6']]);
    expect(await own.check()).toBeFalse();
  });

  it('says that the authority is another, long before devices refuse it', async () => {
    await own.check();
    const { authority } = own;
    nowMs = START_MS + 3625 * DAY_MS;
    expect(await own.check()).toBeTrue();
    expect(own.authority?.equals(authority ?? Buffer.alloc(0))).toBeFalse();
    expect(lines[0]).toMatch(/every device has to trust it again/);
    // At the start as well.
    lines = [];
    nowMs = START_MS + 2 * 3625 * DAY_MS;
    await open().check();
    expect(lines).toEqual([jasmine.stringMatching(/every device has to trust it again/)]);
  });

  it('waits for a clock that was set, and says why, once', async () => {
    for (const wrongMs of [0, Date.UTC(2026, 9, 31)]) {
      nowMs = wrongMs;
      expect(await own.check()).toBeFalse();
    }
    expect(own.pair).toBeUndefined();
    expect(lines).toEqual([jasmine.stringMatching(/^The clock says 1970-01-01: no certificate/)]);
    nowMs = START_MS;
    expect(await own.check()).toBeTrue();
    // A clock that is reset while it runs takes nothing away.
    nowMs = 0;
    expect(await own.check()).toBeFalse();
    expect(own.pair).toBeDefined();
  });

  it('needs no file once it runs, and makes no other authority without being told', async () => {
    await own.check();
    rmSync(folder, { recursive: true });
    addresses = ['10.0.0.9'];
    const { authority } = own;
    expect(await own.check()).toBeTrue();
    expect(own.authority).toEqual(authority);
  });

  it('does not begin with an authority that it cannot read', async () => {
    await own.check();
    const path = join(folder, AUTHORITY_FILE);
    writeFileSync(path, 'half');
    await expectAsync(open().check()).toBeRejectedWithError(HubError, /expected a key and its/);
    chmodSync(path, 0o644);
    await expectAsync(open().check()).toBeRejectedWithError(HubError, /found mode 644/);
  });
});
