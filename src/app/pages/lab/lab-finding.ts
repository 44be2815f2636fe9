import { computed, effect, inject, Service, signal } from '@angular/core';
import { ExperimentWords } from '../../features/lab/experiments/experiment-words.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { openDigits } from '../../network/lab/shared/exam.ts';
import { figuresOf, mostlyReadAs } from '../../network/lab/shared/experiments.ts';
import type { TestDigits } from '../../network/lab/shared/test-digits.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { LabBench } from './lab-bench.ts';

/** What an experiment has shown, once its run is over: a sentence in the run's own figures. */
@Service({ autoProvided: false })
export class LabFinding {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly words = inject(ExperimentWords);

  private readonly testSignal = signal<TestDigits | undefined>(undefined);
  /** The test digits, once they were wanted and have come. */
  readonly test = this.testSignal.asReadonly();
  /** Whether the run learns nothing any more, and nothing was changed meanwhile. */
  private readonly isOver = computed(
    () =>
      (this.lab.phase()?.kind === 'ended' || this.lab.death() !== undefined) &&
      this.lab.changes().length === 0,
  );
  private readonly missing = computed(() => {
    const [run, last, test] = [this.lab.run(), this.lab.milestones().at(-1), this.test()];
    const digit = run?.settings.leftOut[0];
    if (!run || !last || !test || digit === undefined) return undefined;
    const open = test.labels.subarray(0, openDigits(run.settings, test.labels.length));
    return mostlyReadAs(digit, last.test.answers, open);
  });
  /** Empty where there is nothing to be said. */
  readonly text = computed(() => {
    const experiment = this.bench.experiment();
    if (!experiment || !this.isOver()) return '';
    // What was left out is counted when the test digits are here.
    const missing = this.missing();
    if (experiment.changes.leftOut && !missing) return '';
    const figures = figuresOf(this.lab.curve(), missing);
    return figures ? this.words.finding(experiment.name, figures) : '';
  });

  constructor() {
    effect(() => {
      if (this.isOver() && this.bench.experiment()?.changes.leftOut) void this.bring();
    });
  }

  /** Asks for the test digits. */
  async bring(): Promise<void> {
    try {
      this.testSignal.set(await this.lab.testDigits());
    } catch (error) {
      // They have not come: what needs them is left out.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }
}
