import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { findOrInstallBrowser, thisMachine } from '../../../../scripts/find-browser.ts';
import { debianPrograms } from '../../testing/debian-programs.ts';
import { useFolder } from '../../testing/small-build.ts';
import { close, listen } from '../listen.ts';
import { Authority } from './authority.ts';

const PATIENCE_MS = 120_000;
const CERTUTIL_MS = 30_000;

const programs = debianPrograms();
if (!programs) console.log('Not tried here, as this is no Debian: what Chromium trusts.');
else {
  const { usr, environment } = programs;
  describe('Chromium', () => {
    const folder = useFolder();

    it(
      'trusts a hub’s authority with private addresses and its domains, and with nothing of the internet',
      async () => {
        const authority = await Authority.make('A hub', ['mnist.school.example'], Date.now());
        const certificate = join(folder(), 'ca.crt');
        const database = `sql:${join(folder(), '.pki/nssdb')}`;
        mkdirSync(join(folder(), '.pki/nssdb'), { recursive: true });
        writeFileSync(certificate, authority.der);
        const certutil = (...args: readonly string[]): void => {
          const { status, stderr } = spawnSync(
            join(usr, 'bin/certutil'),
            [...args, '-d', database],
            { env: environment, encoding: 'utf8', timeout: CERTUTIL_MS },
          );
          if (status !== 0) throw new Error(`certutil: expected success, found ${stderr}`);
        };
        certutil('-N', '--empty-password');
        certutil('-A', '-t', 'C,,', '-n', 'hub', '-i', certificate);
        const browser = await chromium.launch({
          executablePath: findOrInstallBrowser(thisMachine),
          args: ['--no-sandbox', '--host-resolver-rules=MAP * 127.0.0.1'],
          env: { HOME: folder() },
        });
        try {
          const says = async (host: string, names: readonly string[]): Promise<string> => {
            const pair = await authority.issue(names, Date.now());
            const server = createServer(pair, (_request, response) => response.end('hello'));
            server.on('tlsClientError', () => undefined);
            const port = await listen(server, { host: '127.0.0.1', port: 0 });
            const page = await browser.newPage();
            try {
              await page.goto(`https://${host}:${port}/`);
              return (await page.evaluate(() => isSecureContext)) ? 'trusted' : 'not secure';
            } catch (error) {
              return /ERR_\w+/.exec(String(error))?.[0] ?? String(error);
            } finally {
              await page.close();
              await close(server, 0);
            }
          };
          for (const name of ['localhost', '192.168.1.20', 'school.local', 'mnist.school.example'])
            expect([name, await says(name, [name])]).toEqual([name, 'trusted']);
          for (const name of ['example.com', '8.8.8.8', 'school.example'])
            expect([name, await says(name, [name])]).toEqual([name, 'ERR_CERT_INVALID']);
          // One foreign name spoils all of them.
          expect(await says('localhost', ['localhost', 'example.com'])).toBe('ERR_CERT_INVALID');
        } finally {
          await browser.close();
        }
      },
      PATIENCE_MS,
    );
  });
}
