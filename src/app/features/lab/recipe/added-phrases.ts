import type { PhraseKey } from '../../../i18n/languages.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import type { AddedWord } from './recipe.ts';

/** Of own digits, what is said depends on what they are for. */
const OWN = { off: 'lab.leaveMine', train: 'lab.addMine', test: 'lab.testMine' } as const;

/** What each sentence says that can be added to the recipe, and how it is offered. */
export const ADDED_PHRASES: Readonly<
  Record<AddedWord, { readonly said: PhraseKey; readonly offer: PhraseKey }>
> = {
  leftOut: { said: 'lab.leaveOut', offer: 'lab.addLeftOut' },
  wrongPercent: { said: 'lab.wrong', offer: 'lab.addWrong' },
  ownDigits: { said: 'lab.addMine', offer: 'lab.offerMine' },
  weightDecay: { said: 'lab.shrink', offer: 'lab.addShrink' },
  optimizer: { said: 'lab.changeBy', offer: 'lab.addOptimizer' },
  seed: { said: 'lab.dice', offer: 'lab.addSeed' },
  isExam: { said: 'lab.exam', offer: 'lab.addExam' },
  device: { said: 'lab.learnOn', offer: 'lab.addDevice' },
};

/** What a sentence of the recipe says by now. */
export function saidPhrase(word: AddedWord, { ownDigits }: LabSettings): PhraseKey {
  return word === 'ownDigits' ? OWN[ownDigits] : ADDED_PHRASES[word].said;
}
