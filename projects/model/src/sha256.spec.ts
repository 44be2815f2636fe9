import { fastSha256Hex, sha256Hex } from './sha256.ts';

describe('fastSha256Hex', () => {
  it('asks the platform where it has an answer', async () => {
    const subtle = jasmine.createSpyObj<SubtleCrypto>('subtle', ['digest']);
    subtle.digest.and.resolveTo(Uint8Array.of(1, 0x2f, 255).buffer);
    const bytes = Uint8Array.of(7);
    expect(await fastSha256Hex(bytes, subtle)).toBe('012fff');
    expect(subtle.digest.calls.allArgs()).toEqual([['SHA-256', bytes]]);
  });
});

describe('sha256Hex', () => {
  // FIPS 180-4's examples, from NIST's Cryptographic Standards and Guidelines.
  const vectors: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'a million times a',
      'a'.repeat(1_000_000),
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ],
  ];
  for (const [name, message, digest] of vectors) {
    it(`hashes ${name}`, async () => {
      const bytes = new TextEncoder().encode(message);
      expect(sha256Hex(bytes)).toBe(digest);
      expect(await fastSha256Hex(bytes)).toBe(digest);
      expect(await fastSha256Hex(bytes, null)).toBe(digest);
    });
  }
});
