import { computed, inject, linkedSignal, Service } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import type { Segment } from '../../ui/segmented-choice.ts';
import { LabBench } from './lab-bench.ts';
import { LabSteps } from './lab-steps.ts';
import type { StageView } from './stage/lab-stage.ts';

/** What can take the network's place. */
export type EvidenceName = 'mix-ups' | 'forgotten' | 'compare';
type LabView = StageView | EvidenceName;

/** What the stage shows: the network, with what raises each neuron or what has changed, or evidence. */
@Service({ autoProvided: false })
export class LabViews {
  private readonly say = inject(Phrases).say;
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly steps = inject(LabSteps);

  /** The one that was chosen. */
  readonly view = linkedSignal<boolean, LabView>({
    source: () => this.bench.isAsking(),
    // A run that begins, or goes, is what people look at then; evidence was of the one before.
    computation: (_, before) => (before?.value === 'changes' ? 'changes' : 'raises'),
  });
  readonly choices = computed((): readonly Segment<LabView>[] => [
    { value: 'raises', text: this.say('lab.viewRaises') },
    { value: 'changes', text: this.say('lab.viewChanged') },
    { value: 'mix-ups', text: this.say('lab.viewMixUps') },
    { value: 'forgotten', text: this.say('lab.viewForgotten') },
    { value: 'compare', text: this.say('compare.view') },
  ]);
  /** What neurons show, also while evidence has taken their place. */
  readonly ofNeurons = computed((): StageView =>
    this.view() === 'changes' ? 'changes' : 'raises',
  );
  /** The evidence that has taken the stage; undefined for the network. */
  readonly evidence = computed((): EvidenceName | undefined => {
    const view = this.view();
    const isTold = !!this.steps.story() || !!this.lab.death();
    // Kept runs are there before a run, too.
    if (view === 'compare') return isTold ? undefined : view;
    return this.bench.isAsking() || isTold || view === 'raises' || view === 'changes'
      ? undefined
      : view;
  });
}
