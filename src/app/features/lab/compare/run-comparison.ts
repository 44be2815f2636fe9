import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { differences } from '../../../network/lab/evidence/differences.ts';
import { pilesOf, type Piles } from '../../../network/lab/evidence/piles.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import type { KeptRun } from '../../../network/lab/shared/kept-run.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { LibraryClient } from '../../../network/library/client/library-client.ts';
import { WeightsFailure } from '../../../network/weights/client/weights-failure.ts';
import { HERE, MOST_COMPARED, openFor, runsToCompare, type ComparedRun } from './compared-run.ts';

const DEFAULT_COUNT = 2;

/** What is compared: which runs, what they answered, and in which piles the test digits lie by that. */
@Service({ autoProvided: false })
export class RunComparison {
  private readonly lab = inject(LabService);

  private readonly kept = signal<readonly KeptRun[]>([]);
  private readonly loaded = signal(false);
  private readonly digits = signal<TestDigits | undefined>(undefined);
  private readonly answers = signal<ReadonlyMap<string, TestAnswers>>(new Map());
  private readonly failure = signal<string | undefined>(undefined);

  private readonly here = computed((): ComparedRun | undefined => {
    const [run, last] = [this.lab.run(), this.lab.milestones().at(-1)];
    if (!run || !last || last.point.images === 0) return undefined;
    const { settings } = run;
    return {
      ...{ id: HERE, name: '', settings, curve: this.lab.curve(), changes: this.lab.changes() },
      ...{ isRepeatable: true, images: last.point.images, exam: this.lab.exam() },
    };
  });
  /** All that can be compared, the oldest first. */
  readonly runs = computed(() => runsToCompare(this.kept(), this.here()));
  private readonly ids = computed(() =>
    this.runs()
      .map(({ id }) => id)
      .join(' '),
  );
  /** Ids of those that are compared: the last two, until others are chosen. */
  private readonly chosen = linkedSignal<string, readonly string[]>({
    source: this.ids,
    computation: (joined, before) => {
      const ids = joined.split(' ');
      const still = (before?.value ?? []).filter((id) => ids.includes(id));
      return still.length >= DEFAULT_COUNT ? still : ids.slice(-DEFAULT_COUNT);
    },
  });
  /** Those that are compared, the oldest first. */
  readonly compared = computed(() => this.runs().filter(({ id }) => this.chosen().includes(id)));
  /** Which two of them share the piles out, by their ids. */
  private readonly pairIds = linkedSignal<string, readonly string[]>({
    source: () =>
      this.compared()
        .map(({ id }) => id)
        .join(' '),
    computation: (joined) => joined.split(' ').slice(-DEFAULT_COUNT),
  });
  readonly pair = computed((): readonly [ComparedRun, ComparedRun] | undefined => {
    const [a, b] = this.compared().filter(({ id }) => this.pairIds().includes(id));
    return a && b && [a, b];
  });
  /** Settings in which those that are compared differ. */
  readonly differing = computed(() => differences(this.compared().map(({ settings }) => settings)));
  /** The digits that they were tested with, once they have come. */
  readonly test = this.digits.asReadonly();
  /** How many of these are open for the pair. */
  readonly open = computed(() => openFor(this.pair() ?? [], this.digits()?.labels.length ?? 0));
  readonly piles = computed((): Piles | undefined => {
    const [test, pair] = [this.digits(), this.pair()];
    const [a, b] = (pair ?? []).map(({ id }) => this.answersOf(id));
    if (!test || !a || !b) return undefined;
    return pilesOf(test.labels.subarray(0, this.open()), a.answers, b.answers);
  });
  /** Whether it is known which runs were kept. */
  readonly isLoaded = this.loaded.asReadonly();
  /** Why something is missing, in a sentence. */
  readonly problem = this.failure.asReadonly();

  constructor() {
    inject(LibraryClient)
      .changed.pipe(takeUntilDestroyed())
      .subscribe(() => void this.list());
    void this.list();
    void this.attempt(async () => {
      this.digits.set(await this.lab.testDigits());
    });
    effect(() => {
      for (const { id } of this.compared()) {
        if (id !== HERE && !untracked(this.answers).has(id)) void untracked(() => this.load(id));
      }
    });
  }

  isChosen(id: string): boolean {
    return this.chosen().includes(id);
  }

  /** Whether a run can be taken in, or out: two at least and four at most are compared. */
  canToggle(id: string): boolean {
    const { length } = this.chosen();
    return this.isChosen(id) ? length > DEFAULT_COUNT : length < MOST_COMPARED;
  }

  /** Takes a run in, or out. */
  toggle(id: string): void {
    if (!this.canToggle(id)) return;
    this.chosen.update((ids) =>
      ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id],
    );
  }

  isInPair(id: string): boolean {
    return this.pairIds().includes(id);
  }

  /** Has a run share the piles out, in place of the one of the two that has done so longer. */
  takeIntoPair(id: string): void {
    this.pairIds.update((ids) => (ids.includes(id) ? ids : [...ids.slice(1), id]));
  }

  /** What a run answered to the test digits; undefined until it has come. */
  answersOf(id: string): TestAnswers | undefined {
    return id === HERE ? this.lab.milestones().at(-1)?.test : this.answers().get(id);
  }

  /** The share of open test digits that these answers have right, 0..1. */
  shareRight({ answers }: TestAnswers): number {
    const labels = (this.digits()?.labels ?? new Uint8Array()).subarray(0, this.open());
    return labels.filter((label, digit) => label === answers[digit]).length / labels.length;
  }

  private async list(): Promise<void> {
    await this.attempt(async () => {
      this.kept.set(await this.lab.keptRuns());
      this.loaded.set(true);
    });
  }

  private async load(id: string): Promise<void> {
    await this.attempt(async () => {
      const answers = await this.lab.keptAnswers(id);
      this.answers.update((all) => new Map(all).set(id, answers));
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure.set(undefined);
    } catch (error) {
      // The worker has died, storage fails, or digits do not arrive.
      if (!(error instanceof WeightsFailure)) throw error;
      this.failure.set(error.message);
    }
  }
}
