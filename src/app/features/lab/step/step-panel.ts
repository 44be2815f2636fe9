import type { NetworkWeights, NeuronId } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import type { Act } from './acts.ts';
import { BatchStrip } from './batch-strip.ts';
import { printedChange, toldWeight } from './told-weight.ts';

const MEANINGS = { 1: 'lab.act1Meaning', 2: 'lab.act2Meaning', 3: 'lab.act3Meaning' } as const;

/** What happens in an act of a step, in words or as a sum; and the digits that the step learned from. */
@Component({
  selector: 'app-step-panel',
  imports: [BatchStrip],
  templateUrl: './step-panel.html',
  styleUrl: './step-panel.css',
})
export class StepPanel {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly story = input.required<StepStory>();
  /** The weights after the step. */
  readonly weights = input.required<NetworkWeights | undefined>();
  readonly act = input.required<Act>();
  /** The neuron whose change is told; undefined for the output that the digit should be. */
  readonly chosen = input<NeuronId>();

  protected readonly meaning = computed(() => {
    const act = this.act();
    if (act === 4) return '';
    const { batch, told } = this.story();
    const isWrong = act === 1 && batch.isWrong[told] === 1;
    return this.say(isWrong ? 'lab.act1Wrong' : MEANINGS[act], {
      label: batch.labels[told] ?? 0,
      answer: batch.answers[told] ?? 0,
    });
  });
  protected readonly sum = computed(() => {
    const [story, weights] = [this.story(), this.weights()];
    const change = weights && printedChange(story, weights, toldWeight(story, this.chosen()));
    if (!change) return undefined;
    const { before, own, others, shrunk, after, push, input, decimals } = change;
    const written = (value: number): string => this.figures.fixed(Math.abs(value), decimals);
    const term = (value: number) => ({
      sign: value < 0 ? '−' : '+',
      isDown: value < 0,
      text: written(value),
    });
    return {
      before: (before < 0 ? '−' : '') + written(before),
      own: term(own),
      others: term(others),
      shrunk: shrunk === 0 ? undefined : term(shrunk),
      after: (after < 0 ? '−' : '') + written(after),
      size: story.batch.size,
      product: `${this.figures.exact(story.rate)} × ${this.figures.fixed(push, 3)} × ${this.figures.fixed(input, 2)} ÷ ${story.batch.size}`,
    };
  });
}
