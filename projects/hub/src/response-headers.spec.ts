import { responseHeaders } from './response-headers.ts';

describe('responseHeaders', () => {
  for (const [path, cache] of [
    ['/main-72YDQSZZ.js', 'public, max-age=31536000, immutable'],
    ['/media/inter-latin-wght-normal-NRMW37G5.woff2', 'public, max-age=31536000, immutable'],
    ['/chunk-Zgjjk-tl.js', 'public, max-age=31536000, immutable'],
    ['/sw.js', 'no-cache'],
    ['/ngsw-worker.js', 'no-cache'],
    ['/safety-worker.js', 'no-cache'],
    ['/ngsw.json', 'no-cache'],
    ['/manifest.webmanifest', 'no-cache'],
    ['/icons/apple-touch-icon.png', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/', 'no-cache'],
    ['/exports/mlp_weights.json', 'no-cache'],
    ['/exports/mlp_weights/034_dataset-50x.json', 'no-cache'],
    ['/icon.svg', 'no-cache'],
  ] as const) {
    it(`gives ${path} "${cache}"`, () => {
      expect(responseHeaders(path)['Cache-Control']).toBe(cache);
    });
  }

  it('forbids inline style, inline script and eval, and asks for Trusted Types', () => {
    const policy = responseHeaders('/')['Content-Security-Policy'] ?? '';
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it('makes the page cross-origin isolated, so that its workers can share memory', () => {
    const headers = responseHeaders('/main-72YDQSZZ.js');
    expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin');
    expect(headers['Cross-Origin-Embedder-Policy']).toBe('require-corp');
  });
});
