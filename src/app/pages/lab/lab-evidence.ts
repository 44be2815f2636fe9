import { inkShares } from '#model';
import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { openDigits } from '../../network/lab/shared/exam.ts';
import { testImage, type TestDigits } from '../../network/lab/shared/test-digits.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LearningNetwork } from './learning-network.ts';

/** A test digit that was laid on the paper. */
interface LaidDigit {
  /** Its position among the test digits. */
  readonly digit: number;
  readonly label: number;
  readonly raster: Float32Array;
}

/** What a run answered to the test digits up to the moment that is looked at; and a test digit on the paper. */
@Service({ autoProvided: false })
export class LabEvidence {
  private readonly lab = inject(LabService);
  private readonly learning = inject(LearningNetwork);
  private readonly session = inject(ReadingSession);
  private readonly store = inject(DrawingStore);

  /** Whether somebody looks at it: only then the digits are asked for. */
  readonly isWanted = signal(false);
  private readonly test = signal<TestDigits | undefined>(undefined);
  /** The test digits, once they have come. */
  readonly digits = this.test.asReadonly();
  /** How many of them are open, from the first on: in an exam half of them, until it is opened. */
  readonly open = computed(() => {
    const [count, run] = [this.test()?.labels.length ?? 0, this.lab.run()];
    return run && !this.lab.exam() ? openDigits(run.settings, count) : count;
  });
  /** The milestones up to the one that is looked at. */
  readonly moments = computed(() => {
    const [milestones, moment] = [this.lab.milestones(), this.learning.moment()];
    return moment === undefined ? milestones : milestones.slice(0, moment + 1);
  });

  private readonly laid = signal<LaidDigit | undefined>(undefined);
  /** The test digit that lies on the paper, as long as nobody has drawn on it. */
  readonly onPaper = computed(() => {
    const [laid, { raster, strokes }] = [this.laid(), this.session.drawing()];
    return laid && raster === laid.raster && strokes.length === 0 ? laid : undefined;
  });

  constructor() {
    effect(() => {
      // Another run may be tested with digits that have come meanwhile.
      this.lab.run();
      if (this.isWanted()) untracked(() => void this.bring());
    });
  }

  /** Lays a test digit on the paper: it goes in as it is, so that it is read as it was in the test. */
  layOnPaper(digit: number): void {
    const test = this.test();
    if (!test) return;
    const raster = inkShares(testImage(test, digit));
    this.laid.set({ digit, label: test.labels[digit] ?? 0, raster });
    this.session.asItIs.set(raster);
    this.store.dispatch({ kind: 'picture', raster });
  }

  private async bring(): Promise<void> {
    try {
      this.test.set(await this.lab.testDigits());
    } catch (error) {
      // The worker has died: the page says so.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }
}
