import { installTrustedTypes, isOfSameOrigin } from './trusted-types.ts';

describe('isOfSameOrigin', () => {
  const base = 'http://localhost:8000/a/b/';
  for (const [url, expected] of [
    ['worker.js', true],
    ['../worker.js', true],
    ['http://localhost:8000/x.js', true],
    ['http://localhost:8001/x.js', false],
    ['https://evil.test/x.js', false],
    ['//evil.test/x.js', false],
    ['data:text/javascript,alert(1)', false],
    ['http://[', false],
  ] as const) {
    it(`${expected ? 'takes' : 'refuses'} ${url}`, () => {
      expect(isOfSameOrigin(url, base)).toBe(expected);
    });
  }
});

describe('installTrustedTypes', () => {
  it('allows only our own scripts', () => {
    let rule: ((url: string) => string | null) | undefined;
    const createPolicy = (name: string, rules: { createScriptURL(url: string): string | null }) => {
      expect(name).toBe('default');
      rule = (url) => rules.createScriptURL(url);
    };
    installTrustedTypes({ trustedTypes: { createPolicy } }, 'http://localhost/');
    expect(rule?.('worker.js')).toBe('worker.js');
    expect(rule?.('https://evil.test/worker.js')).toBeNull();
  });

  it('does nothing without Trusted Types', () => {
    expect(() => {
      installTrustedTypes({}, 'http://localhost/');
    }).not.toThrow();
  });
});
