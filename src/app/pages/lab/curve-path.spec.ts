import { curvePath } from './curve-path.ts';

const at = (images: number, accuracy: number) => ({
  ...{ images, accuracy, loss: 1, ownAccuracy: 1, ownLoss: 1, tested: 1000 },
});

describe('the path of a curve', () => {
  it('is as wide for each doubling', () => {
    // From 32 to 32,768 there are ten of them.
    expect(curvePath([at(0, 0), at(64, 0.5), at(128, 1), at(32_768, 0.9)], 32_768)).toBe(
      'M0.0 92.0L46.0 46.0L92.0 0.0L460.0 9.2',
    );
  });

  it('is empty at first, and grows where no end is known', () => {
    expect(curvePath([])).toBe('');
    expect(curvePath([at(1024, 0)])).toBe('M460.0 92.0');
    expect(curvePath([at(1024, 0), at(1024 * 32, 0)])).toBe('M230.0 92.0L460.0 92.0');
  });
});
