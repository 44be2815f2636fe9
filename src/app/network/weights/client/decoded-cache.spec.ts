import { DecodedCache } from './decoded-cache.ts';

describe('DecodedCache', () => {
  it('lets go of what was used longest ago', () => {
    const cache = new DecodedCache<string>(2);
    expect(cache.put(1, 'one')).toEqual([]);
    expect(cache.put(2, 'two')).toEqual([]);
    expect(cache.use(1)).toBe('one');
    expect(cache.put(3, 'three')).toEqual([2]);
    expect([cache.has(1), cache.has(2), cache.has(3)]).toEqual([true, false, true]);
    expect(cache.use(2)).toBeUndefined();
  });

  it('holds the newest even where there is room for none', () => {
    const cache = new DecodedCache<string>(0);
    cache.put(1, 'one');
    expect(cache.put(2, 'two')).toEqual([1]);
    expect(cache.use(2)).toBe('two');
  });
});
