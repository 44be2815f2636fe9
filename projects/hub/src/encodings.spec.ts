import { chooseEncoding, ENCODINGS } from './encodings.ts';

describe('chooseEncoding', () => {
  for (const [header, chosen] of [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['BR;Q=1', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000 , gzip;q=0', 'identity'],
    ['identity', 'identity'],
    ['identity;q=0.5, br;q=0.1', 'identity'],
    ['br;q=0.001', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0, gzip', 'gzip'],
    ['identity;q=0', undefined],
    ['*;q=0', undefined],
    ['*;q=0, identity', 'identity'],
    ['*;q=0, identity;q=0.1', 'identity'],
    ['zstd, identity;q=0', undefined],
    ['zstd, identity;q=0, *;q=0.2', 'br'],
    ['gzip;level=9;q=0.2, br;q=.1', 'gzip'],
    // Malformed weights, which are ignored.
    ['gzip;q=x, br;q=, identity;q=-1', 'identity'],
    ['gzip;q=2, br;q=1e0', 'identity'],
    ['br;q, gzip;q="1"', 'identity'],
    ['br; q = 0, gzip; q = 0.5', 'gzip'],
    [',;,q=0;,', 'identity'],
  ] as const) {
    it(`chooses ${String(chosen)} for ${String(header)}`, () => {
      expect(chooseEncoding(header, ENCODINGS)).toBe(chosen);
    });
  }

  it('chooses only from the available encodings', () => {
    expect(chooseEncoding('br, gzip', ['identity'])).toBe('identity');
    expect(chooseEncoding('br, identity;q=0', ['identity'])).toBeUndefined();
  });
});
