import fc from 'fast-check';
import { base64FromBytes, bytesFromBase64 } from './base64.ts';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('base64', () => {
  // RFC 4648, section 10.
  const vectors = {
    '': '',
    f: 'Zg==',
    fo: 'Zm8=',
    foo: 'Zm9v',
    foob: 'Zm9vYg==',
    fooba: 'Zm9vYmE=',
  };
  for (const [plain, encoded] of Object.entries(vectors)) {
    it(`writes "${plain}" as "${encoded}" and reads it`, () => {
      expect(base64FromBytes(new TextEncoder().encode(plain))).toBe(encoded);
      expect(text(bytesFromBase64(encoded))).toBe(plain);
    });
  }

  it('decodes any bytes that it encoded, even more than a call takes arguments', () => {
    const large = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) % 256);
    expect(
      bytesFromBase64(base64FromBytes(large))?.every((byte, i) => byte === large[i]),
    ).toBeTrue();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect([...(bytesFromBase64(base64FromBytes(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  for (const broken of [
    'Zg',
    'Zg=',
    'Z===',
    'Zm9v\n',
    'Zm 9v',
    'Zm 9vYg',
    'Zm\t\n\f\r9v',
    'Zm-_',
    'Zm9é',
    'Zg=='.repeat(2),
    '====',
  ]) {
    it(`rejects ${JSON.stringify(broken)}`, () => {
      expect(bytesFromBase64(broken)).toBeUndefined();
    });
  }
});
