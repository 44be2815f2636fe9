import { inject, Service } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import type { PhraseKey } from '../../../i18n/languages.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  changedSettings,
  DEFAULT_SETTINGS,
  type LabSettings,
  type StopRule,
} from '../../../network/lab/shared/lab-settings.ts';
import { saidPhrase } from './added-phrases.ts';
import { MAIN_WORDS, sentencesOf, type RecipeWord } from './recipe.ts';

const OPTIMIZERS = { sgd: 'lab.sgd', momentum: 'lab.momentum', adam: 'lab.adam' } as const;
const OWN = { off: 'lab.mineOff', train: 'lab.mineTrain', test: 'lab.mineTest' } as const;
const DEVICES = { cpu: 'lab.cpu', gpu: 'lab.gpu' } as const;

/** Settings in words and numbers, as the current language writes them. */
@Service()
export class RecipeWords {
  private readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);

  /** A setting as it stands in the recipe. */
  word<Word extends RecipeWord>(word: Word, settings: Pick<LabSettings, Word>): string {
    return this.value({ word, value: settings[word] } as Valued);
  }

  /** The same, where of own digits it is said how many there are. */
  said(word: RecipeWord, settings: LabSettings, ownCount: number): string {
    return word === 'ownDigits'
      ? this.value({ word: 'digits', value: ownCount })
      : this.word(word, settings);
  }

  /** A choice as its chooser says it. */
  value(choice: Valued): string {
    switch (choice.word) {
      case 'digits':
        return this.say('lab.digits', { count: choice.value });
      case 'stop':
        return this.stop(choice.value);
      case 'batchSize':
      case 'seed':
        return choice.word === 'seed' ? String(choice.value) : this.figures.count(choice.value);
      case 'rate':
      case 'weightDecay':
        return this.small(choice.value);
      case 'leftOut':
        return this.list(choice.value);
      case 'wrongPercent':
        return this.figures.share(choice.value / 100);
      case 'optimizer':
        return this.say(OPTIMIZERS[choice.value]);
      case 'isExam':
        return this.say(choice.value ? 'lab.examHalf' : 'lab.examNone');
      case 'ownDigits':
        return this.say(OWN[choice.value]);
      case 'device':
        return this.say(DEVICES[choice.value]);
      default:
        return choice satisfies never;
    }
  }

  /** The whole recipe as text. */
  sentences(settings: LabSettings, ownCount: number): string {
    const filled = (words: readonly RecipeWord[]): Record<string, string> =>
      Object.fromEntries(words.map((word) => [word, this.said(word, settings, ownCount)]));
    const main = this.say('lab.sentence', filled(MAIN_WORDS));
    const added = sentencesOf(settings).map((word) =>
      this.say(saidPhrase(word, settings), filled([word])),
    );
    return [`${main}.`, ...added].join(' ');
  }

  /** Hidden layers: "32 neurons", "64 · 32 neurons". */
  layers(hidden: readonly number[]): string {
    const last = hidden.at(-1);
    if (last === undefined) return this.say('lab.noLayer');
    return [...hidden.slice(0, -1).map(String), this.say('lab.neurons', { count: last })].join(
      ' · ',
    );
  }

  /** A setting as one run has it: "32 neurons", "rate 0.1". */
  setting(name: keyof LabSettings, settings: LabSettings): string {
    switch (name) {
      case 'hidden':
        return this.layers(settings.hidden);
      case 'rate':
        return this.say('lab.changedRate', { value: this.word('rate', settings) });
      case 'batchSize':
        return this.say('lab.changedBatch', { value: this.word('batchSize', settings) });
      case 'weightDecay':
        return this.say('lab.changedShrink', { value: this.word('weightDecay', settings) });
      case 'wrongPercent':
        return this.say('compare.wrong', { share: this.word('wrongPercent', settings) });
      case 'leftOut':
        return settings.leftOut.length === 0
          ? this.say('compare.allDigits')
          : this.say('compare.without', { digits: this.word('leftOut', settings) });
      case 'ownDigits':
        return settings.ownDigits === 'off'
          ? this.say('compare.noOwn')
          : this.say('compare.own', { use: this.word('ownDigits', settings) });
      case 'seed':
        return this.say('compare.dice', { seed: settings.seed });
      case 'pace':
        return '';
      case 'digits':
      case 'stop':
      case 'optimizer':
      case 'device':
        return this.word(name, settings);
      case 'isExam':
        return this.say(settings.isExam ? 'compare.exam' : 'compare.noExam');
      default:
        return name satisfies never;
    }
  }

  /** A run in a few words: its layers, and what is not as usual. Whoever changes one word finds it in the name. */
  told(settings: LabSettings, isChanged: boolean): string {
    const unusual = changedSettings(DEFAULT_SETTINGS, settings)
      .filter((name) => name !== 'hidden')
      .map((name) => this.setting(name, settings));
    const changed = isChanged ? [this.say('compare.changed')] : [];
    return [this.layers(settings.hidden), ...unusual, ...changed].join(', ');
  }

  /** A rate or a share, with all its decimals. */
  small(value: number): string {
    return this.figures.exact(value);
  }

  private stop(stop: StopRule): string {
    switch (stop.kind) {
      case 'passes':
        return this.say('lab.times', { count: stop.passes });
      case 'accuracy':
        return this.say('lab.until', { percent: this.figures.share(stop.percent / 100) });
      case 'never':
        return this.say('lab.endless');
      default:
        return stop satisfies never;
    }
  }

  private list(digits: readonly number[]): string {
    const and: PhraseKey = 'lab.and';
    if (digits.length < 2) return digits.join('');
    return `${digits.slice(0, -1).join(', ')} ${this.say(and)} ${digits.at(-1) ?? ''}`;
  }
}

/** A setting and what it is. */
export type Valued = {
  [Word in RecipeWord]: { readonly word: Word; readonly value: LabSettings[Word] };
}[RecipeWord];
