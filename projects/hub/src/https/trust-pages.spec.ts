import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, type Answer } from '../answer.ts';
import { Authority } from './authority.ts';
import type { Certificates } from './certificates.ts';
import { drawSettings } from './trust-drawing.ts';
import { fingerprintOf, TrustPages } from './trust-pages.ts';
import { TRUST_IN_GERMAN } from './trust-words-de.ts';
import { TRUST_IN_ENGLISH } from './trust-words-en.ts';
import { drawingName } from './trust-words.ts';

const RESOURCES = { release: 'a release', find: () => undefined };
const DOCUMENTATION = join(import.meta.dirname, '../../../../docs/https.md');
const HEALTH = { state: 'ok', validUntil: null, names: ['a.local'], notFor: [] } as const;

describe('TrustPages', () => {
  let authority: Authority;
  let pages: TrustPages;

  beforeAll(async () => {
    authority = await Authority.make('A hub', [], Date.UTC(2027, 0, 1));
    pages = pagesWith(authority.der);
  });

  function pagesWith(der: Buffer | undefined): TrustPages {
    const check = (): Promise<boolean> => Promise.resolve(false);
    const certificates: Certificates = { pair: undefined, health: HEALTH, authority: der, check };
    return new TrustPages(certificates);
  }

  function ask(target: string, from = pages): Answer {
    return answer(RESOURCES, { method: 'GET', target, headers: {} }, from);
  }

  it('give the certificate of the authority away, and never its key', () => {
    const { status, headers, body = Buffer.alloc(0) } = ask('/ca.crt');
    expect([status, headers['Content-Type']]).toEqual([200, 'application/x-x509-ca-cert']);
    expect(headers['Cache-Control']).toBe('no-store');
    expect(new X509Certificate(body).ca).toBeTrue();
    expect(body).toEqual(authority.der);
  });

  for (const [target, { language, title, guides }] of [
    ['/trust/', TRUST_IN_ENGLISH],
    ['/trust/de/', TRUST_IN_GERMAN],
  ] as const) {
    it(`say in ${language} how it is trusted, with its fingerprint, under the app’s security policy`, () => {
      const { status, headers, body = '' } = ask(target);
      expect([status, headers['Content-Type']]).toEqual([200, 'text/html;charset=utf-8']);
      expect(headers['Content-Security-Policy']).toContain("style-src 'self'");
      const html = body.toString();
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(`<h1>${title}</h1>`);
      expect(html).toContain(fingerprintOf(authority.der));
      // The policy would drop them without a word.
      expect(html).not.toMatch(/<style|<script|\sstyle=|\son\w+=/);
      const links = [...html.matchAll(/(?:src| href)="([^"]+)"/g)].map(([, link = '']) => link);
      // Style sheet, certificate, the other language.
      expect(links.length).toBe(3 + 2 * guides.length);
      for (const link of links) {
        const { pathname } = new URL(link, `http://hub${target}`);
        expect([link, ask(pathname).status]).toEqual([link, 200]);
      }
      expect(ask(target.slice(0, -1)).headers['Location']).toMatch(/^\.\/(?:trust|de)\/$/);
      expect(ask(`${target}nothing`).status).toBe(404);
    });
  }

  it('are not there with a certificate of others, whose authority is not ours to give', () => {
    for (const target of ['/ca.crt', '/trust/', '/trust', '/trust/ipados-1.svg']) {
      expect([target, ask(target, pagesWith(undefined)).status]).toEqual([target, 404]);
    }
    expect(answer(RESOURCES, { method: 'GET', target: '/ca.crt', headers: {} }).status).toBe(404);
  });

  it('tell monitors about the certificate', () => {
    const health = JSON.parse(String(ask('/health').body)) as Record<string, unknown>;
    expect(health['https']).toEqual(HEALTH);
  });

  it('say the same as the documentation', () => {
    const text = readFileSync(DOCUMENTATION, 'utf8').replaceAll(/\s+/g, ' ');
    for (const guide of TRUST_IN_ENGLISH.guides) {
      expect(text).toContain(`### ${guide.system} `);
      expect(text).toContain(guide.note);
      for (const [index, { words }] of guide.steps.entries())
        expect(text).toContain(`${words} ![](images/trust/${drawingName(guide, index)})`);
    }
  });

  it('draw two steps a system, whose words fit into the drawing', () => {
    const [english, german] = [TRUST_IN_ENGLISH.guides, TRUST_IN_GERMAN.guides];
    expect(german.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    for (const { drawing } of [...english, ...german].flatMap(({ steps }) => steps)) {
      expect(drawing.rows.length).toBeLessThanOrEqual(4);
      for (const row of [drawing.title, ...drawing.rows])
        expect(row.length)
          .withContext(row)
          .toBeLessThan(row.startsWith('>') && !row.endsWith('[on]') ? 27 : 32);
      expect(drawing.rows.filter((row) => row.startsWith('>')).length).toBe(1);
    }
    const odd = { frame: 'window', title: '<b> & "c"', rows: ['>a'] } as const;
    expect(drawSettings(odd, '<i>')).toContain('>&lt;b&gt; &amp; &quot;c&quot;</text>');
  });
});
