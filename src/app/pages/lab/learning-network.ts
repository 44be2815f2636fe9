import { unpackWeights } from '#model';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { differenceOf } from '../../network/lab/shared/step-story.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabBench } from './lab-bench.ts';
import { LabSteps } from './lab-steps.ts';
import { LiveWeights } from './stage/live-weights.ts';
import { stageNetwork, type StageNetwork } from './stage/stage-network.ts';

/** A milestone that is looked at, and the network as it was there, once it has come. */
interface LookedAt {
  readonly milestone: number;
  readonly network: StageNetwork | undefined;
}

/**
 * Has the page's session read with the network that learns: before a run, as it would begin; in the acts of a step, as it
 * was before it or after; and as it was at a moment that somebody looks at.
 */
@Service({ autoProvided: false })
export class LearningNetwork {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly steps = inject(LabSteps);
  private readonly live = inject(LiveWeights);
  private readonly session = inject(ReadingSession);

  private readonly draft = signal<StageNetwork | undefined>(undefined);
  /** Of this run: another one has other moments. */
  private readonly lookedAt = linkedSignal<unknown, LookedAt | undefined>({
    source: this.lab.run,
    computation: () => undefined,
  });
  /** The milestone that is looked at, by its index; undefined for the run as it is. */
  readonly moment = computed(() => this.lookedAt()?.milestone);

  private readonly beforeStep = computed(() => {
    const [story, moment] = [this.steps.story(), this.live.moment()];
    if (!story || moment?.images !== story.imagesSeen) return undefined;
    return differenceOf(moment.weights, story.change);
  });
  private readonly wanted = computed((): StageNetwork | undefined => {
    const [run, moment, past] = [this.lab.run(), this.live.moment(), this.lookedAt()];
    if (!run || moment?.spec !== run.spec) return this.draft();
    if (past) return past.network;
    const { spec, images, weights, before } = moment;
    const beforeStep = this.beforeStep();
    if (!beforeStep) return stageNetwork(spec, weights, before, images);
    return this.steps.act() === 4
      ? stageNetwork(spec, weights, beforeStep, images)
      : stageNetwork(spec, beforeStep, undefined, images);
  });
  /** By what the session was given. */
  private readonly networks = new WeakMap<NetworkInUse, StageNetwork>();
  /** The network that the session reads with. */
  readonly shown = computed(() => {
    const inUse = this.session.network();
    return inUse && this.networks.get(inUse);
  });

  constructor() {
    const recipe = computed(
      () => {
        const { hidden, seed } = this.bench.settings();
        return this.lab.run() || this.lab.isWatching() ? undefined : { hidden, seed };
      },
      { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
    );
    effect(() => {
      const asked = recipe();
      if (asked) void untracked(() => this.sketch(asked));
    });
    effect(() => {
      const wanted = this.wanted();
      if (!wanted) return;
      this.networks.set(wanted, wanted);
      untracked(() => {
        this.session.use(wanted);
      });
    });
    effect(() => {
      // It was read with, or cannot be: the next frame may come.
      const isRead = this.session.network() === this.wanted();
      if (isRead || this.session.error() !== undefined || this.lookedAt()) this.live.shown();
    });
  }

  /** Shows the network as it was at a milestone; undefined for the run as it is. */
  async look(milestone: number | undefined): Promise<void> {
    if (milestone === undefined) {
      this.lookedAt.set(undefined);
      return;
    }
    this.lookedAt.update((before) => ({ milestone, network: before?.network ?? this.shown() }));
    try {
      const packed = await this.lab.weightsAt(milestone);
      const run = this.lab.run();
      if (!packed || !run || this.moment() !== milestone) return;
      const images = this.lab.milestoneImages()[milestone] ?? 0;
      const network = stageNetwork(run.spec, unpackWeights(packed), undefined, images);
      this.lookedAt.set({ milestone, network });
    } catch (error) {
      // The worker has died: the page says so.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }

  private async sketch(recipe: {
    readonly hidden: readonly number[];
    readonly seed: number;
  }): Promise<void> {
    try {
      const { spec, weights } = await this.lab.initial(recipe);
      const { hidden, seed } = untracked(this.bench.settings);
      // Another one was asked for meanwhile.
      if (String(hidden) !== String(recipe.hidden) || seed !== recipe.seed) return;
      this.draft.set(stageNetwork(spec, weights, undefined, 0));
    } catch (error) {
      // The worker has died: the page says so.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }
}
