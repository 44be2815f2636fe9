import { inject, Service } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { RecipeWords } from '../recipe/recipe-words.ts';
import type { ComparedRun } from './compared-run.ts';

const LETTERS = ['A', 'B', 'C', 'D'];
/** More than so many differences are no name. */
const MOST_IN_NAME = 2;

/** What a run is called beside others. */
export interface RunLabel {
  /** Where there is little room. */
  readonly short: string;
  /** All that makes it different. */
  readonly full: string;
}

/** Runs and settings in words. */
@Service()
export class CompareWords {
  private readonly say = inject(Phrases).say;
  private readonly words = inject(RecipeWords);

  /** What runs are called: by what makes them different, as far as that tells them apart. */
  labels(
    runs: readonly ComparedRun[],
    differing: readonly (keyof LabSettings)[],
  ): readonly RunLabel[] {
    const names = runs.map(({ settings, changes }) => {
      const values = differing.map((name) => this.words.setting(name, settings));
      return [...values, ...(changes.length > 0 ? [this.say('compare.changed')] : [])].join(', ');
    });
    const isTelling =
      differing.length <= MOST_IN_NAME && new Set(names).size === names.length && names[0] !== '';
    return names.map((full, index) => {
      if (isTelling) return { short: full, full };
      const short = LETTERS[index] ?? '';
      return { short, full: [short, full].filter(Boolean).join(': ') };
    });
  }
}
