import { parseVignette } from './vignette.ts';

describe('parseVignette', () => {
  it('knows the backgrounds of both themes', () => {
    const themes = [
      'radial-gradient(90% 80% at 55% 42%, #0d1526 0%, #080c17 55%, #04060c 100%)',
      // As browsers return a custom property: with the space before it.
      ' radial-gradient(90% 80% at 55% 42%, #e3dfd5 0%, #dedacf 60%, #d3cec2 100%)',
    ].map(parseVignette);
    expect(themes.map((theme) => theme?.stops.length)).toEqual([3, 3]);
    expect(themes[0]).toEqual({
      radius: [0.9, 0.8],
      centre: [0.55, 0.42],
      stops: [
        [0, '#0d1526'],
        [0.55, '#080c17'],
        [1, '#04060c'],
      ],
    });
  });

  it('takes nothing else', () => {
    for (const text of ['', 'red', 'linear-gradient(#000000 0%, #ffffff 100%)']) {
      expect(parseVignette(text)).toBeUndefined();
    }
  });
});
