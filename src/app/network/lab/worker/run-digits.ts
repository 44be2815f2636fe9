import type { BackendFactory } from '#engine';
import type { LabelledImages } from '#model';
import { chooseDigits, digitsNeeded } from '../shared/chosen-digits.ts';
import type { ShownDigit } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';

const PIXELS = 784;

/** Digits to learn from. Their ink, 47 MB of 60,000, moves to where the engine learns from it, which has a copy of its own. */
export class TrainingDigits implements LabelledImages {
  readonly labels: Uint8Array;
  private ink: Uint8Array;

  constructor({ pixels, labels }: LabelledImages) {
    this.labels = labels;
    this.ink = pixels;
  }

  get pixels(): Uint8Array {
    return this.ink;
  }

  /** A backend that learns from these digits, and has their ink from then on if it can be read there. */
  learnedBy(backend: BackendFactory): BackendFactory {
    return async (setup) => {
      const made = await backend(setup);
      this.ink = made.trainingInk ?? this.ink;
      return made;
    };
  }
}

/** The digits of a run. */
export interface RunDigits {
  /** What it learns from, as it is labelled. */
  readonly training: TrainingDigits;
  /** 1 where a label is wrong, `[digit]`. */
  readonly isWrong: Uint8Array;
  /** What it is tested with. */
  readonly test: LabelledImages;
}

/** What brings digits, from this device or the server. */
export interface DigitSource {
  /** The first digits for training, `count` at least if there are as many. */
  readonly training: (count: number) => Promise<LabelledImages>;
  readonly test: () => Promise<LabelledImages>;
}

/** The digits that settings ask for. Throws RangeError if there are too few of them. */
export async function runDigits(settings: LabSettings, source: DigitSource): Promise<RunDigits> {
  const test = await source.test();
  const { pixels, labels: right } = await source.training(digitsNeeded(settings));
  const { positions, labels, isWrong } = chooseDigits(right, settings);
  // 60,000 take 47 MB: where all of them are chosen, they are not copied.
  const isWhole = positions.length === right.length;
  const chosen = isWhole ? pixels : new Uint8Array(positions.length * PIXELS);
  if (!isWhole) {
    positions.forEach((position, index) => {
      chosen.set(pixels.subarray(position * PIXELS, (position + 1) * PIXELS), index * PIXELS);
    });
  }
  return { training: new TrainingDigits({ pixels: chosen, labels }), isWrong, test };
}

/** One of those that a run learns from, copied. */
export function learnedDigit({ training, isWrong }: RunDigits, index: number): ShownDigit {
  return { ...shownDigit(training, index), isWrong: isWrong[index] === 1 };
}

/** One of some digits whose labels are right, copied. */
export function shownDigit({ pixels, labels }: LabelledImages, index: number): ShownDigit {
  return {
    image: pixels.slice(index * PIXELS, (index + 1) * PIXELS),
    label: labels[index] ?? 0,
    isWrong: false,
  };
}
