import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { diceVerdict, OTHER_DICE, otherDice } from '../../../network/lab/evidence/several-dice.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import { WeightsFailure } from '../../../network/weights/client/weights-failure.ts';
import type { ComparedRun } from './compared-run.ts';
import { RunComparison } from './run-comparison.ts';

/** Why other dice cannot be rolled for two runs. */
export type NoRoll = 'learning' | 'changed' | 'same-recipe';

/** Runs of the two recipes that are compared, with other dice: four more of each. */
@Service({ autoProvided: false })
export class DiceRolls {
  private readonly lab = inject(LabService);
  private readonly comparison = inject(RunComparison);

  /** What runs with other dice answered, by what `rollKey` says of the run whose recipe they have. */
  private readonly rolled = signal<ReadonlyMap<string, readonly TestAnswers[]>>(new Map());
  private readonly rolling = signal<AbortController | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);
  private readonly interrupted = signal(false);

  readonly isRolling = computed(() => this.rolling() !== undefined);
  /** Why they did not come to an end, in a sentence. */
  readonly problem = this.failure.asReadonly();
  /** Whether they did not because a run went first. */
  readonly isInterrupted = this.interrupted.asReadonly();
  /** Of how many runs, how many have come. */
  readonly progress = computed(() => {
    const pair = this.comparison.pair() ?? [];
    const done = pair.map((run) => this.rolled().get(rollKey(run))?.length ?? 0);
    return { done: done.reduce((sum, count) => sum + count, 0), all: pair.length * OTHER_DICE };
  });
  /** Why nothing can be rolled for the pair; undefined where it can. */
  readonly hindrance = computed((): NoRoll | undefined => {
    const pair = this.comparison.pair() ?? [];
    const [a, b] = pair;
    if (pair.some(({ changes }) => changes.length > 0)) return 'changed';
    if (a && b && recipeOf(a) === recipeOf(b)) return 'same-recipe';
    return this.lab.phase()?.kind === 'learning' ? 'learning' : undefined;
  });
  /** Shares read right with each dice, 0..1, of both runs of the pair: their own first. */
  readonly shares = computed((): readonly (readonly number[])[] =>
    (this.comparison.pair() ?? []).map((run) => {
      const own = this.comparison.answersOf(run.id);
      const others = this.rolled().get(rollKey(run)) ?? [];
      return [...(own ? [own] : []), ...others].map((answers) =>
        this.comparison.shareRight(answers),
      );
    }),
  );
  /** What all dice together say; undefined until all are rolled. */
  readonly verdict = computed(() => {
    const [a = [], b = []] = this.shares();
    return diceVerdict(a, b);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Learns with four other dice for each of the pair, one after the other; what has come stays. */
  async roll(): Promise<void> {
    const rolling = new AbortController();
    this.rolling.set(rolling);
    this.failure.set(undefined);
    this.interrupted.set(false);
    try {
      for (const run of this.comparison.pair() ?? []) {
        if (await this.rollFor(run, rolling.signal)) continue;
        this.interrupted.set(true);
        break;
      }
    } catch (error) {
      if (!rolling.signal.aborted) {
        // The worker has died, or digits do not arrive.
        if (!(error instanceof WeightsFailure)) throw error;
        this.failure.set(error.message);
      }
    }
    this.rolling.set(undefined);
  }

  stop(): void {
    this.rolling()?.abort(new DOMException('the dice were put away', 'AbortError'));
  }

  /** @returns whether all have come */
  private async rollFor(run: ComparedRun, signal: AbortSignal): Promise<boolean> {
    const { settings, images } = run;
    const key = rollKey(run);
    const there = this.rolled().get(key)?.length ?? 0;
    for (const seed of otherDice(settings.seed).slice(there)) {
      const answers = await this.lab.rollDice({ ...settings, seed }, images, signal);
      if (!answers) return false;
      this.rolled.update((all) => new Map(all).set(key, [...(all.get(key) ?? []), answers]));
    }
    return true;
  }
}

/** Which runs can share what was rolled: those that learned the same. */
function rollKey({ settings, images }: ComparedRun): string {
  return JSON.stringify([{ ...settings, pace: '' }, images]);
}

function recipeOf({ settings }: ComparedRun): string {
  return JSON.stringify({ ...settings, pace: '', seed: 0 });
}
