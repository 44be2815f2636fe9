import { computed, DestroyRef, effect, inject, Service, untracked } from '@angular/core';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { FilmAnswers, type FilmSheet } from '../../network/inference/client/film-answers.ts';
import { InferenceWorker } from '../../network/inference/client/inference-worker.ts';
import type { Film } from '../../network/inference/shared/inference-protocol.ts';
import { isLearned } from '../../network/network-in-use.ts';
import { sayingOf, type Saying } from '../../network/saying.ts';
import { WeightsClient } from '../../network/weights/client/weights-client.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ReadingSession } from './reading-session.ts';

/** What the network says of the drawing at every checkpoint on this device, for the film strip. */
@Service({ autoProvided: false })
export class ReadingFilm {
  private readonly session = inject(ReadingSession);
  private readonly inference = inject(InferenceWorker);
  private readonly weights = inject(WeightsService);
  private readonly client = inject(WeightsClient);
  private readonly preparation = inject(PreparationSetting);

  private readonly answers = new FilmAnswers({
    judgeFilm: (key, signal) => this.inference.judgeFilm(key, signal),
    keep: (checkpoint) => this.inference.keep(checkpoint),
    packed: async (index, signal) => {
      const shard = this.weights.shards()[index];
      try {
        return shard && (await this.client.packed(shard, signal));
      } catch (error) {
        // The timeline says so when somebody asks for it.
        if (error instanceof WeightsFailure) return undefined;
        throw error;
      }
    },
    clock: inject(CLOCK),
  });
  private readonly film = computed((): Film | undefined => {
    const [set, shards] = [this.weights.set(), this.weights.shards()];
    const [shard] = shards;
    if (!set || !shard) return undefined;
    const { network, calibration } = set;
    return { key: `${shard.manifestUrl} ${shard.manifestSha256}`, network, calibration };
  });
  private readonly isInked = computed(() => this.session.activations() !== undefined);
  private readonly sheet = computed((): FilmSheet | undefined => {
    const film = this.film();
    if (!film || !this.session.isReady() || this.session.isPenDown() || !this.isInked()) {
      return undefined;
    }
    return {
      drawing: this.session.drawing(),
      isPrepared: this.preparation.isPrepared(),
      film,
      count: this.weights.shards().length,
      stored: this.weights.stored(),
    };
  });

  /** One per checkpoint; undefined where there is no answer, or not yet. Empty until there are answers. */
  readonly sayings = computed((): readonly (Saying | undefined)[] => {
    const judgements = this.answers.judgements();
    if (judgements.size === 0) return [];
    return (this.weights.set()?.timeline ?? []).map((checkpoint, index) => {
      const judgement = judgements.get(index);
      return judgement && sayingOf(judgement, isLearned(checkpoint));
    });
  });

  constructor() {
    effect(() => {
      const sheet = this.sheet();
      untracked(() => {
        this.answers.follow(sheet);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.answers.stop();
    });
  }
}
