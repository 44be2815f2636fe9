import { BLANK_DRAWING, type Drawing } from '#model';
import { computed, effect, inject, linkedSignal, Service, signal } from '@angular/core';
import { SampleDigits } from '../../features/drawing/sample-digits.ts';
import { nextAct, type Act } from '../../features/lab/step/acts.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import type { StepStory } from '../../network/lab/shared/step-story.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabBench } from './lab-bench.ts';

const PIXELS = 784;
/** Before a run, this digit of the examples stands for the pile. */
const EXAMPLE = 9;

/** A run step by step, each in four acts; and what goes in while the paper does not: the digit that a step learns from. */
@Service({ autoProvided: false })
export class LabSteps {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly session = inject(ReadingSession);
  private readonly samples = inject(SampleDigits);

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
  /** What the digit that goes in is said to be; undefined if it is the drawing. */
  readonly label = computed(() => (this.session.isStandInRead() ? this.shown()?.label : undefined));

  private readonly example = signal<Float32Array | undefined>(undefined);
  /** The digit of the step, or one from the pile. */
  private readonly shown = computed(() => {
    const isByStep = this.bench.pace() === 'step' || this.bench.pace() === 'slow';
    const story = this.lab.story();
    if (story && isByStep && this.bench.isLearning()) {
      const { images, labels } = story.batch;
      const image = images.subarray(story.told * PIXELS, (story.told + 1) * PIXELS);
      return { image: inked(image), label: labels[story.told], isAlways: true };
    }
    const probe = this.lab.run()?.probe;
    if (probe) return { image: inked(probe.image), label: probe.label, isAlways: false };
    const example = this.example();
    return example && { image: example, label: EXAMPLE, isAlways: false };
  });

  constructor() {
    void this.samples.load().then(() => {
      this.example.set(this.samples.first(EXAMPLE));
    });
    effect(() => {
      const shown = this.shown();
      const drawing: Drawing | undefined = shown && { ...BLANK_DRAWING, raster: shown.image };
      this.session.standIn.set(drawing && { drawing, isAlways: shown?.isAlways ?? false });
    });
  }

  /** The act, as the name of a choice. */
  readonly actName = computed(() => String(this.act()));

  /** Shows an act of the step. */
  show(name: string): void {
    const act = ([1, 2, 3, 4] as const).find((one) => String(one) === name);
    if (act) this.act.set(act);
  }

  /** The next act; after the last one, the next step. */
  next(): void {
    const act = this.story() && nextAct(this.act());
    if (act) this.act.set(act);
    else this.lab.step();
  }
}

function inked(image: Uint8Array): Float32Array {
  return Float32Array.from(image, (value) => value / 255);
}
