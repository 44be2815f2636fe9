import { UNCALIBRATED } from '#model';
import { computed, DestroyRef, effect, inject, Service, untracked } from '@angular/core';
import type { FilmDigit } from '../../features/lab/curve/curve-chart.ts';
import { FilmAnswers, type FilmSheet } from '../../network/inference/client/film-answers.ts';
import { InferenceWorker } from '../../network/inference/client/inference-worker.ts';
import type { Film } from '../../network/inference/shared/inference-protocol.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { namedDigit, sayingOf } from '../../network/saying.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ReadingSession } from '../reading/reading-session.ts';

const NO_DIGIT = '·';

/** What was read in the drawing at each milestone of the run, read anew whenever the drawing changes. */
@Service({ autoProvided: false })
export class LabFilm {
  private readonly lab = inject(LabService);
  private readonly session = inject(ReadingSession);
  private readonly inference = inject(InferenceWorker);
  private runs = 0;

  private readonly answers = new FilmAnswers({
    judgeFilm: (key, signal) => this.inference.judgeFilm(key, signal),
    keep: (checkpoint) => this.inference.keep(checkpoint),
    packed: (index) => this.lab.weightsAt(index),
    clock: inject(CLOCK),
  });
  /** A key for each run. */
  private readonly film = computed((): Film | undefined => {
    const run = this.lab.run();
    if (!run) return undefined;
    this.runs += 1;
    return { key: `run ${this.runs}`, network: run.spec, calibration: UNCALIBRATED };
  });
  private readonly count = computed(() => this.lab.milestoneImages().length);
  private readonly stored = computed(
    (): ReadonlySet<number> => new Set(Array.from({ length: this.count() }, (_, index) => index)),
  );
  private readonly isInked = computed(
    () => this.session.activations() !== undefined && !this.session.isStandInRead(),
  );
  private readonly sheet = computed((): FilmSheet | undefined => {
    const film = this.film();
    if (!film || !this.session.isReady() || this.session.isPenDown() || !this.isInked()) {
      return undefined;
    }
    return {
      drawing: this.session.drawing(),
      isPrepared: this.session.isPrepared(),
      film,
      count: this.count(),
      stored: this.stored(),
    };
  });

  /** By the milestones' indices; empty without a drawing. */
  readonly digits = computed((): readonly (FilmDigit | undefined)[] => {
    const [judgements, today] = [this.answers.judgements(), this.session.prediction()];
    if (judgements.size === 0) return [];
    return Array.from({ length: this.count() }, (_, index) => {
      const judgement = judgements.get(index);
      if (!judgement) return undefined;
      // In doubt, the likelier one: a row of dots would tell nothing of a network that learns.
      const isUnsure = judgement.kind === 'unsure';
      const digit = isUnsure ? judgement.digits[0] : namedDigit(sayingOf(judgement, true));
      if (digit === undefined) return { text: NO_DIGIT, isToday: false, isUnsure: true };
      return { text: String(digit), isToday: digit === today, isUnsure };
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
