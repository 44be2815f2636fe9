import { FormatError } from '#model';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, filesOf, hashOf, isCompressed, useFolder } from '../../testing/small-build.ts';
import { HubError } from '../hub-error.ts';
import { writeReleaseList } from '../release-list.ts';
import { responseHeaders } from '../response-headers.ts';
import { headersFile, makeStaticHost } from './static-host.ts';

const PAGE = '<!doctype html><html><head><meta charset="utf-8"><base href="./"></head></html>';

/** Reads `_headers` as its hosts do: what all rules say whose path matches; one said twice would be sent as a list. */
function headersFor(path: string, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let isMeant = false;
  for (const line of text.split('\n').filter((one) => !one.startsWith('#'))) {
    if (line.startsWith('/')) isMeant = line === '/*' || line === `/${path}`;
    else if (isMeant && line !== '') {
      const [name = '', value = ''] = line.trim().split(/: (.*)/);
      found.set(name, found.has(name) ? `${found.get(name) ?? ''}, ${value}` : value);
    }
  }
  return found;
}

describe('makeStaticHost', () => {
  const parent = useFolder();
  let [app, target] = ['', ''];

  beforeAll(async () => {
    [app, target] = [join(parent(), 'app'), join(parent(), 'static-host')];
    await build(app, 1);
    writeFileSync(join(app, 'index.html'), PAGE);
    const hashTable = { './index.html': 'of before', './icon.svg': 'x' };
    writeFileSync(join(app, 'ngsw.json'), JSON.stringify({ index: './index.html', hashTable }));
    writeReleaseList(app);
    makeStaticHost(app, target);
  });

  function read(path: string): string {
    return readFileSync(join(target, path), 'utf8');
  }

  it('has every file of the app as it is, but for those that are compressed', () => {
    for (const [path, content] of filesOf(1)) {
      if (path === 'index.html' || path === 'ngsw.json') continue;
      expect([path, readFileSync(join(target, path)).equals(content)]).toEqual([path, true]);
      expect(isCompressed(path) && existsSync(join(target, `${path}.gz`))).toBeFalse();
    }
    const entries = readdirSync(target);
    expect(entries).toContain('.nojekyll');
    expect(entries).not.toContain('release.json');
  });

  it('has the security policy in the page, but for what only a header can say', () => {
    const [, policy = ''] =
      /Content-Security-Policy" content="([^"]*)"/.exec(read('index.html')) ?? [];
    const whole = responseHeaders('')['Content-Security-Policy'] ?? '';
    expect(policy.split('; ')).toEqual(
      whole.split('; ').filter((directive) => !directive.startsWith('frame-ancestors')),
    );
    expect(read('index.html').indexOf('Security-Policy')).toBeLessThan(
      read('index.html').indexOf('<base'),
    );
  });

  it('tells the service worker of the changed page, or it would never be kept', () => {
    const list = JSON.parse(read('ngsw.json')) as Readonly<Record<string, unknown>>;
    const sha1 = createHash('sha1').update(read('index.html')).digest('hex');
    expect(list).toEqual({
      index: './index.html',
      hashTable: { './index.html': sha1, './icon.svg': 'x' },
    });
  });

  it('has headers that say what the hub says, each once', () => {
    const text = read('_headers');
    for (const path of [...filesOf(1).keys(), '404.html']) {
      const { 'Cache-Control': cache = '', ...others } = responseHeaders(path);
      // These hosts have browsers ask again for whatever has no rule.
      const expected = cache === 'no-cache' ? others : { ...others, 'Cache-Control': cache };
      expect(Object.fromEntries(headersFor(path, text)))
        .withContext(path)
        .toEqual(expected);
    }
    expect(text).toContain(`/main-${hashOf(1)}.js\n`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(2000);
  });

  it('has a page for what is not there, that is not the app', () => {
    expect(read('404.html')).toContain('no such file');
    expect(read('404.html')).not.toContain('<base');
  });

  it('says when the build is none', async () => {
    const damaged = join(parent(), 'damaged');
    await build(damaged, 1);
    const make = (): number => makeStaticHost(damaged, join(parent(), 'other'));
    expect(make).toThrowError(HubError, /index\.html: expected a <meta charset>, found none/);
    writeFileSync(join(damaged, 'index.html'), PAGE);
    writeFileSync(join(damaged, 'ngsw.json'), '{"index":"./index.html","hashTable":{}}');
    expect(make).toThrowError(FormatError, /hashTable.*expected a string, found nothing/);
    const many = Array.from({ length: 100 }, (_, index) => `a${index}-ABCDEFGH.js`);
    expect(() => headersFile(many)).toThrowError(HubError, /at most 100 rules, found 101/);
  });
});
