import { BLANK_DRAWING, inkShares, type Drawing } from '#model';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { ACTS, nextAct, type Act } from '../../features/lab/step/acts.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import type { ShownDigit } from '../../network/lab/shared/lab-protocol.ts';
import type { StepStory } from '../../network/lab/shared/step-story.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabBench } from './lab-bench.ts';
import type { StageInput } from './stage/stage-network.ts';

const PIXELS = 784;

/** What goes in, and whether it does so although something is drawn. */
interface Shown extends StageInput {
  readonly image: Float32Array;
  readonly isAlways: boolean;
}

/** A run step by step, each in four acts; and what goes in while the paper does not: the digit that a step learns from. */
@Service({ autoProvided: false })
export class LabSteps {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly session = inject(ReadingSession);

  /** The step that is told, act by act; undefined where the run goes on by itself. */
  readonly story = computed((): StepStory | undefined => {
    const isHeld = this.lab.phase()?.kind === 'held';
    return isHeld && this.bench.pace() === 'step' && !this.lab.death()
      ? this.lab.story()
      : undefined;
  });
  readonly act = linkedSignal<StepStory | undefined, Act>({
    source: this.story,
    computation: () => 1,
  });
  /** The act, as the name of a choice. */
  readonly actName = computed(() => String(this.act()));
  /** What goes in. */
  readonly input = computed((): StageInput => {
    const shown = this.session.isStandInRead() ? this.shown() : undefined;
    return shown ?? { from: 'paper', label: undefined };
  });

  /** A digit from the pile, before a run brings one. */
  private readonly probe = signal<ShownDigit | undefined>(undefined);
  /** The digit of the step, or one from the pile. */
  private readonly shown = computed((): Shown | undefined => {
    const isByStep = this.bench.pace() === 'step' || this.bench.pace() === 'slow';
    const story = this.lab.story();
    if (story && isByStep && this.bench.isLearning()) {
      const { images, labels, isWrong: wrong } = story.batch;
      const image = images.subarray(story.told * PIXELS, (story.told + 1) * PIXELS);
      const label = labels[story.told];
      const isWrong = wrong[story.told] === 1;
      return { image: inkShares(image), label, isWrong, from: 'step', isAlways: true };
    }
    const probe = this.lab.run()?.probe ?? this.probe();
    if (!probe) return undefined;
    return { image: inkShares(probe.image), label: probe.label, from: 'pile', isAlways: false };
  });

  constructor() {
    const isLookedAt = computed(() => this.bench.outlook() !== undefined);
    effect(() => {
      // What stands on the page comes first: the worker takes a while to unpack digits.
      if (isLookedAt()) untracked(() => void this.bringProbe());
    });
    effect(() => {
      const shown = this.shown();
      const drawing: Drawing | undefined = shown && { ...BLANK_DRAWING, raster: shown.image };
      this.session.standIn.set(drawing && { drawing, isAlways: shown?.isAlways ?? false });
    });
  }

  /** Shows an act of the step. */
  show(name: string): void {
    const act = ACTS.find((one) => String(one) === name);
    if (act) this.act.set(act);
  }

  /** The next act; after the last one, the next step. */
  next(): void {
    const act = this.story() && nextAct(this.act());
    if (act) this.act.set(act);
    else this.lab.step();
  }

  private async bringProbe(): Promise<void> {
    try {
      this.probe.set(await this.lab.probe(untracked(this.bench.settings)));
    } catch (error) {
      // The digits have not come: what is drawn is read all the same, and Start says what is missing.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }
}
