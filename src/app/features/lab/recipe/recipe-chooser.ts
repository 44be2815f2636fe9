import { Component, computed, inject, input, output } from '@angular/core';
import type { PhraseKey } from '../../../i18n/languages.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  LAB_CONTROLS,
  MOST_LEFT_OUT,
  MOST_SEED,
} from '../../../network/lab/shared/lab-controls.ts';
import { isSameValue, type LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { ChoiceStops, type Stop } from './choice-stops.ts';
import { RecipeWords, type Valued } from './recipe-words.ts';
import { chosenBy, type RecipeWord } from './recipe.ts';

/** Words that are chosen from a row. */
type RowWord = Exclude<RecipeWord, 'leftOut' | 'seed'>;

interface RowPhrases {
  readonly title: PhraseKey;
  readonly low?: PhraseKey;
  readonly high?: PhraseKey;
  readonly meaning?: PhraseKey;
}

const ROWS: Readonly<Record<RowWord, RowPhrases>> = {
  digits: { title: 'lab.digitsTitle', low: 'lab.digitsLow', high: 'lab.digitsHigh' },
  stop: { title: 'lab.stopTitle' },
  batchSize: { title: 'lab.batchTitle', low: 'lab.batchLow', high: 'lab.batchHigh' },
  rate: { title: 'lab.rateTitle', low: 'lab.rateLow', high: 'lab.rateHigh' },
  weightDecay: { title: 'lab.shrinkTitle', low: 'lab.shrinkLow', high: 'lab.shrinkHigh' },
  wrongPercent: { title: 'lab.wrongTitle', low: 'lab.wrongLow', high: 'lab.wrongHigh' },
  optimizer: { title: 'lab.optimizerTitle' },
  isExam: { title: 'lab.examTitle', meaning: 'lab.examMeaning' },
  device: { title: 'lab.deviceTitle', meaning: 'lab.deviceMeaning' },
};
const WITHOUT_ORDER: readonly RecipeWord[] = ['stop', 'optimizer', 'isExam', 'device'];
/** The height of the lowest bar. */
const LEAST_HEIGHT = 0.14;
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const DEVICES: readonly LabSettings['device'][] = ['cpu', 'gpu'];

/** What an open word of the recipe can be. */
@Component({
  selector: 'app-recipe-chooser',
  imports: [ChoiceStops],
  templateUrl: './recipe-chooser.html',
  styleUrl: './recipe-chooser.css',
})
export class RecipeChooser {
  private readonly words = inject(RecipeWords);
  protected readonly say = inject(Phrases).say;

  readonly word = input.required<RecipeWord>();
  readonly settings = input.required<LabSettings>();
  /** Whether a run learns, in which a change counts from now on. */
  readonly isLearning = input(false);
  /** How much has to be fetched for the most digits, in words; empty if they are here. */
  readonly missing = input('');
  readonly changed = output<Partial<LabSettings>>();

  protected readonly digits = DIGITS;
  protected readonly mostSeed = MOST_SEED;
  protected readonly row = computed(() => {
    const word = this.word();
    if (word === 'leftOut' || word === 'seed') return undefined;
    const choices: readonly unknown[] = word === 'device' ? DEVICES : LAB_CONTROLS[word].choices;
    const hasBars = !WITHOUT_ORDER.includes(word);
    const { title, low, high, meaning } = ROWS[word];
    return {
      choices,
      stops: choices.map((value, index): Stop => {
        const height = LEAST_HEIGHT + ((1 - LEAST_HEIGHT) * index) / (choices.length - 1);
        // The table has lost that value and word belong together.
        const text = this.words.value({ word, value } as Valued);
        return { text: this.shortened(word, value, text), ...(hasBars && { height }) };
      }),
      chosen: choices.findIndex((value) => isSameValue(value, this.settings()[word])),
      title: this.say(title),
      low: low ? this.say(low) : '',
      high: high ? this.say(high) : '',
      meaning: this.meaning(word, meaning),
    };
  });

  protected pick(index: number): void {
    const [word, row] = [this.word(), this.row()];
    // The table has lost that value and word belong together.
    this.changed.emit(chosenBy(word, row?.choices[index] as never));
  }

  protected isFull(digit: number): boolean {
    const { leftOut } = this.settings();
    return leftOut.length >= MOST_LEFT_OUT && !leftOut.includes(digit);
  }

  protected toggle(digit: number): void {
    const { leftOut } = this.settings();
    const others = leftOut.filter((one) => one !== digit);
    const now = others.length < leftOut.length ? others : [...leftOut, digit];
    this.changed.emit({ leftOut: now.sort((a, b) => a - b) });
  }

  protected typeSeed(text: string): void {
    const seed = LAB_CONTROLS.seed.read(text);
    if (seed !== undefined) this.changed.emit({ seed });
  }

  protected roll(): void {
    this.changed.emit({ seed: Math.floor(Math.random() * (MOST_SEED + 1)) });
  }

  /** The title says already that these are digits. */
  private shortened(word: RecipeWord, value: unknown, text: string): string {
    return word === 'digits' ? this.words.value({ word: 'batchSize', value: Number(value) }) : text;
  }

  private meaning(word: RecipeWord, key: PhraseKey | undefined): string {
    if (this.isLearning()) return this.say('lab.liveMeaning');
    if (word === 'digits' && this.missing() !== '') {
      return this.say('lab.filesNeeded', { size: this.missing() });
    }
    return key ? this.say(key) : '';
  }
}
