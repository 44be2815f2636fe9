import { LAB_CONTROLS } from '../../../network/lab/shared/lab-controls.ts';
import {
  DEFAULT_SETTINGS,
  isSameValue,
  USUAL_RATES,
  type LabSettings,
} from '../../../network/lab/shared/lab-settings.ts';

/** A setting that is an open word of the recipe. Layers are built where they stand; the pace is chosen beside Start. */
export type RecipeWord = Exclude<keyof LabSettings, 'hidden' | 'pace'>;

/** The words of the first sentence, which is always said. */
export const MAIN_WORDS = ['digits', 'stop', 'batchSize', 'rate'] as const;
/** Each has a sentence of its own, which is said where it is in force. */
export const ADDED_WORDS = [
  'leftOut',
  'wrongPercent',
  'weightDecay',
  'optimizer',
  'seed',
  'isExam',
  'device',
] as const;
/** A word with a sentence of its own. */
export type AddedWord = (typeof ADDED_WORDS)[number];

/** What can be changed while a run learns. */
const LIVE_WORDS: readonly RecipeWord[] = ['batchSize', 'rate', 'weightDecay'];

/** What a sentence says when it is added; its word opens at once. */
const ADDED: Readonly<Record<AddedWord, Partial<LabSettings>>> = {
  leftOut: { leftOut: [7] },
  wrongPercent: { wrongPercent: 30 },
  weightDecay: { weightDecay: 0.001 },
  optimizer: { optimizer: 'adam', rate: USUAL_RATES.adam },
  seed: { seed: 2 },
  isExam: { isExam: true },
  device: { device: 'gpu' },
};

/** The sentences that are said beside the first one: of what is as usual, nothing is said. */
export function sentencesOf(settings: LabSettings): AddedWord[] {
  return ADDED_WORDS.filter((word) => !isSameValue(settings[word], DEFAULT_SETTINGS[word]));
}

/**
 * The sentences that can be added.
 * @param isLearning whether a run is under way, in which few things can be changed
 * @param hasGpu whether the browser offers one
 */
export function addableTo(
  settings: LabSettings,
  isLearning: boolean,
  hasGpu: boolean,
): AddedWord[] {
  const said = sentencesOf(settings);
  return ADDED_WORDS.filter(
    (word) =>
      !said.includes(word) && (!isLearning || isLive(word)) && (word !== 'device' || hasGpu),
  );
}

/** What adding a sentence changes. */
export function addedBy(word: AddedWord): Partial<LabSettings> {
  return ADDED[word];
}

/** What a choice changes: another optimiser has another rate that is usual for it. */
export function chosenBy<Word extends RecipeWord>(
  word: Word,
  value: LabSettings[Word],
): Partial<LabSettings> {
  if (word !== 'optimizer') return { [word]: value };
  const optimizer = LAB_CONTROLS.optimizer.choices.find((choice) => choice === value) ?? 'sgd';
  return { optimizer, rate: USUAL_RATES[optimizer] };
}

/** Whether it can be changed while a run learns. */
export function isLive(word: RecipeWord): boolean {
  return LIVE_WORDS.includes(word);
}

/** A piece of a sentence: text, which may begin with a mark that joins the word before it, or an open word. */
export type SentencePart =
  { readonly text: string; readonly isJoined: boolean } | { readonly word: RecipeWord };

const MARK = '\u0001';

/** What `say` is to put into a sentence in place of its words, so that `partsOf` finds them again. */
export function marked(words: readonly RecipeWord[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, `${MARK}${word}${MARK}`]));
}

/** A sentence with marked words in its pieces, in the order of its language. */
export function partsOf(sentence: string): SentencePart[] {
  const words: readonly string[] = [...MAIN_WORDS, ...ADDED_WORDS];
  const isWord = (text: string): text is RecipeWord => words.includes(text);
  return sentence
    .split(MARK)
    .map((piece, index) =>
      index % 2 === 1 && isWord(piece)
        ? { word: piece }
        : { text: piece.trim(), isJoined: /^[,.:;]/.test(piece) },
    )
    .filter((part) => 'word' in part || part.text !== '');
}
