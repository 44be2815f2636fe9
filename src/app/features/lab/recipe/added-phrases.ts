import type { PhraseKey } from '../../../i18n/languages.ts';
import type { AddedWord } from './recipe.ts';

/** What each sentence says that can be added to the recipe, and how it is offered. */
export const ADDED_PHRASES: Readonly<
  Record<AddedWord, { readonly said: PhraseKey; readonly offer: PhraseKey }>
> = {
  leftOut: { said: 'lab.leaveOut', offer: 'lab.addLeftOut' },
  wrongPercent: { said: 'lab.wrong', offer: 'lab.addWrong' },
  weightDecay: { said: 'lab.shrink', offer: 'lab.addShrink' },
  optimizer: { said: 'lab.changeBy', offer: 'lab.addOptimizer' },
  seed: { said: 'lab.dice', offer: 'lab.addSeed' },
  isExam: { said: 'lab.exam', offer: 'lab.addExam' },
  device: { said: 'lab.learnOn', offer: 'lab.addDevice' },
};
