import { inject, Service } from '@angular/core';
import type { PhraseKey } from '../../../i18n/languages.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  showsIt,
  type ExperimentName,
  type RunFigures,
} from '../../../network/lab/shared/experiments.ts';

/** What an experiment asks before its run, and says after one that shows what it is for. */
const WORDS: Readonly<
  Record<ExperimentName, { readonly ask: PhraseKey; readonly found: PhraseKey }>
> = {
  'no-layer': { ask: 'try.noLayerAsk', found: 'try.noLayerFound' },
  'small-steps': { ask: 'try.smallStepsAsk', found: 'try.smallStepsFound' },
  'big-steps': { ask: 'try.bigStepsAsk', found: 'try.bigStepsFound' },
  'by-heart': { ask: 'try.byHeartAsk', found: 'try.byHeartFound' },
  'wrong-labels': { ask: 'try.wrongLabelsAsk', found: 'try.wrongLabelsFound' },
  'without-seven': { ask: 'try.withoutSevenAsk', found: 'try.withoutSevenFound' },
};

/** Experiments in the current language. */
@Service()
export class ExperimentWords {
  private readonly say = inject(Phrases).say;

  /** Its question; the usual one without an experiment. */
  question(name: ExperimentName | undefined): string {
    return this.say(name ? WORDS[name].ask : 'lab.question');
  }

  /** What its run has shown, in the run's own figures. */
  finding(name: ExperimentName, figures: RunFigures): string {
    const { right, own, best, missing } = figures;
    if (!showsIt(name, figures)) return this.say('try.notShown', { right });
    const { digit = '', share = '' } = missing ?? {};
    return this.say(WORDS[name].found, { right, own, best, digit, share });
  }
}
