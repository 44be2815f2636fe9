import { commonest } from './test-answers.ts';

/** Why a run learns nothing any more. */
export type Diagnosis =
  /** Weights or losses are beyond numbers. */
  | { readonly kind: 'not-finite' }
  /** It gives one answer to nearly everything. */
  | { readonly kind: 'same-answer'; readonly digit: number; readonly share: number };

/** What is known of a run at a milestone, all test digits read. */
export interface Checkup {
  readonly images: number;
  /** Share read right, 0..1. */
  readonly accuracy: number;
  /** Mean cross-entropy over test digits. */
  readonly loss: number;
  readonly answers: Uint8Array;
}

// Measured: it finds runs whose rate is too large within 2,048 images, and no slow ones, whose commonest answer stays
// below 67 %.
const FIRST_IMAGES = 1024;
const LEAST_ACCURACY = 0.3;
const MOST_SHARE = 0.8;

/** Finds out that a run is dead: under 30 % right and one answer for over 80 %, at two milestones in a row. */
export class DeadRunWatch {
  private suspicions = 0;

  /** A diagnosis at the second milestone in a row that suggests it. */
  check({ images, accuracy, loss, answers }: Checkup): Diagnosis | undefined {
    if (!Number.isFinite(loss)) return { kind: 'not-finite' };
    const { digit, share } = commonest(answers);
    const isSuspicious = images >= FIRST_IMAGES && accuracy < LEAST_ACCURACY && share > MOST_SHARE;
    this.suspicions = isSuspicious ? this.suspicions + 1 : 0;
    return this.suspicions >= 2 ? { kind: 'same-answer', digit, share } : undefined;
  }
}

/** Whether a run that is not dead learns so slowly that it should be said. */
export function learnsInTinySteps({
  images,
  accuracy,
}: Pick<Checkup, 'images' | 'accuracy'>): boolean {
  return images >= FIRST_IMAGES && accuracy < LEAST_ACCURACY;
}

/**
 * Test digits that show that everything gets the same answer: one of each label but that one, as far as there are.
 * @returns positions among the test digits
 */
export function proofsOf(
  digit: number,
  answers: Uint8Array,
  labels: Uint8Array,
  count: number,
): number[] {
  const shown = new Set<number>();
  const proofs: number[] = [];
  answers.forEach((answer, index) => {
    const label = labels[index] ?? digit;
    if (proofs.length >= count || answer !== digit || label === digit || shown.has(label)) return;
    shown.add(label);
    proofs.push(index);
  });
  return proofs;
}
