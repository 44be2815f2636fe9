import { DecodedCache } from './decoded-cache.ts';

describe('DecodedCache', () => {
  it('drops the least recently used', () => {
    const cache = new DecodedCache<string>(2);
    cache.put(1, 'one');
    cache.put(2, 'two');
    expect(cache.use(1)).toBe('one');
    cache.put(3, 'three');
    expect([cache.has(1), cache.has(2), cache.has(3)]).toEqual([true, false, true]);
    expect(cache.use(2)).toBeUndefined();
  });

  it('keeps the newest even when there is no room for it', () => {
    const cache = new DecodedCache<string>(0);
    cache.put(1, 'one');
    cache.put(2, 'two');
    expect(cache.has(1)).toBeFalse();
    expect(cache.use(2)).toBe('two');
  });
});
