import type { NeuronId } from '#model';
import { computed, inject, Service } from '@angular/core';
import { LensWords } from '../../features/scene/lens/lens-words.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { ReadingSession } from './reading-session.ts';

/** Words that explain the picture of the network, besides the names in it. */
@Service({ autoProvided: false })
export class StageWords {
  private readonly session = inject(ReadingSession);
  private readonly lensWords = inject(LensWords);
  private readonly say = inject(Phrases).say;

  /** What colours and strokes mean: the same words as beside a neuron's map. */
  readonly legend = computed(() => ({
    raises: this.say('inspector.for'),
    lowers: this.say('inspector.against'),
    active: this.say('scene.active'),
  }));

  /** What the lens shows about a neuron or pixel; empty if it shows nothing. */
  lensTitle(id: NeuronId | undefined): string {
    const network = this.session.network()?.network;
    return this.lensWords.title({ network, id, image: this.session.activations()?.image });
  }
}
