import fc from 'fast-check';
import { wholeEscapes } from './whole-escapes.ts';

describe('the escapes of a path', () => {
  it('stay as they are where they can be read', () => {
    for (const path of ['/lab', '/lab?ask=30+%25+%C3%BC%3F&rate=3', '']) {
      expect(wholeEscapes(path)).toBe(path);
    }
  });

  it('say that something is missing where an address was cut off', () => {
    expect(wholeEscapes('/lab?ask=Gr%C3')).toBe('/lab?ask=Gr%EF%BF%BD');
    expect(wholeEscapes('/lab?ask=Gr%C3%B')).toBe('/lab?ask=Gr%EF%BF%BD%EF%BF%BDB');
    expect(wholeEscapes('/lab?ask=30%')).toBe('/lab?ask=30%EF%BF%BD');
    expect(wholeEscapes('/lab?ask=%zz&rate=3')).toBe('/lab?ask=%EF%BF%BDzz&rate=3');
  });

  it('can always be decoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', 'C', '3', 'b', '?') }), (path) => {
        expect(() => decodeURIComponent(wholeEscapes(path))).not.toThrow();
      }),
    );
  });
});
