import type { NetworkSpec, NetworkWeights, NeuronId } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { NeuronNames } from '../../../i18n/neuron-names.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import type { Act } from './acts.ts';
import { BatchStrip } from './batch-strip.ts';
import { actNumber, printedChange, printedPush, toldWeight } from './told-weight.ts';

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
  private readonly names = inject(NeuronNames);
  protected readonly say = inject(Phrases).say;

  readonly story = input.required<StepStory>();
  /** The network that takes the step. */
  readonly network = input.required<NetworkSpec | undefined>();
  /** Its weights after the step. */
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
  /** What the act is in numbers for one neuron; how to see some, where there are none for it. */
  protected readonly number = computed(() => {
    const [story, network, act] = [this.story(), this.network(), this.act()];
    const told = network && actNumber(story, act, this.chosen());
    if (!told) return this.say('lab.pickNeuron');
    const neuron = this.names.full(network, told.id);
    if (told.kind === 'given') {
      return this.say('lab.gives', { neuron, value: this.figures.decimal(told.value) });
    }
    const push = this.pushText(told.push);
    if (told.kind === 'pushed') return this.say('lab.pushed', { neuron, push });
    const probability = this.figures.decimal(told.probability);
    return this.say('lab.error', { neuron, aim: told.aim, probability, push });
  });
  protected readonly sum = computed(() => {
    const [story, weights, network] = [this.story(), this.weights(), this.network()];
    const place = toldWeight(story, this.chosen());
    const change = weights && printedChange(story, weights, place);
    if (!change || !network) return undefined;
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
      // From what gives to what it is given to: the next layer's number, from the input on.
      from: this.names.full(network, { layer: place[0], neuron: place[2] }),
      to: this.names.full(network, { layer: place[0] + 1, neuron: place[1] }),
      size: story.batch.size,
      product: `${this.figures.exact(story.rate)} × ${this.figures.fixed(printedPush(push), 3)} × ${this.figures.fixed(input, 2)} ÷\u00a0${story.batch.size}`,
    };
  });

  /** A push with its direction, as it stands beside the outputs. */
  private pushText(push: number): string {
    const text = this.figures.decimal(Math.abs(push));
    // What two decimals show as nothing goes nowhere.
    if (Math.abs(push) < 0.005) return text;
    return `${push > 0 ? '▲' : '▼'} ${text}`;
  }
}
