import type { CurvePoint } from './curve.ts';
import {
  EXPERIMENTS,
  experimentOf,
  experimentSettings,
  figuresOf,
  mostlyReadAs,
  showsIt,
} from './experiments.ts';
import { formatLabLink, parseLabLink } from './lab-link.ts';
import { DEFAULT_SETTINGS } from './lab-settings.ts';

function point(images: number, accuracy: number, ownAccuracy = accuracy): CurvePoint {
  return { images, accuracy, ownAccuracy, loss: 1, ownLoss: 1, tested: 10_000 };
}

describe('the six experiments', () => {
  it('can be chosen and linked as any recipe', () => {
    expect(EXPERIMENTS.length).toBe(6);
    for (const experiment of EXPERIMENTS) {
      const settings = experimentSettings(experiment, 'full');
      expect(parseLabLink(formatLabLink(settings))).toEqual(settings);
      expect(experimentOf(settings)).toBe(experiment);
    }
  });

  it('are recognized by what decides a run, whatever the dice and the pace', () => {
    expect(experimentOf(DEFAULT_SETTINGS)).toBeUndefined();
    expect(experimentOf({ ...DEFAULT_SETTINGS, rate: 3, seed: 9, pace: 'step' })?.name).toBe(
      'big-steps',
    );
    expect(experimentOf({ ...DEFAULT_SETTINGS, rate: 3, batchSize: 16 })).toBeUndefined();
    expect(experimentOf({ ...DEFAULT_SETTINGS, digits: 1000 })).toBeUndefined();
  });

  it('take their figures from the run itself', () => {
    expect(figuresOf([])).toBeUndefined();
    const curve = [point(0, 0.1), point(64, 0.734, 0.6), point(128, 0.523, 0.936)];
    expect(figuresOf(curve)).toEqual({ right: 52, own: 94, best: 73 });
  });

  it('say only what the run shows', () => {
    // The worst seed of five for each, and one that shows nothing.
    expect(showsIt('no-layer', { right: 89, own: 90, best: 90 })).toBeTrue();
    expect(showsIt('no-layer', { right: 84, own: 84, best: 84 })).toBeFalse();
    expect(showsIt('small-steps', { right: 91, own: 91, best: 91 })).toBeTrue();
    expect(showsIt('big-steps', { right: 11, own: 11, best: 14 })).toBeTrue();
    expect(showsIt('big-steps', { right: 36, own: 36, best: 36 })).toBeFalse();
    expect(showsIt('by-heart', { right: 90, own: 100, best: 90 })).toBeTrue();
    expect(showsIt('by-heart', { right: 60, own: 64, best: 60 })).toBeFalse();
    expect(showsIt('wrong-labels', { right: 58, own: 83, best: 73 })).toBeTrue();
    expect(showsIt('wrong-labels', { right: 70, own: 60, best: 73 })).toBeFalse();
    const figures = { right: 84, own: 94, best: 84 };
    expect(showsIt('without-seven', { ...figures, missing: { digit: 9, share: 62 } })).toBeTrue();
    expect(showsIt('without-seven', { ...figures, missing: { digit: 9, share: 40 } })).toBeFalse();
    expect(showsIt('without-seven', figures)).toBeFalse();
  });

  it('count what digits are read as', () => {
    const labels = Uint8Array.from([7, 7, 1, 7, 9]);
    expect(mostlyReadAs(7, Uint8Array.from([9, 3, 7, 9, 9]), labels)).toEqual({
      digit: 9,
      share: 67,
    });
    // With an exam, only the first digits have answers.
    expect(mostlyReadAs(7, Uint8Array.from([3, 3]), labels)).toEqual({ digit: 3, share: 100 });
    expect(mostlyReadAs(8, Uint8Array.from([3]), labels).share).toBe(0);
  });
});
