import { Component, computed, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import {
  formatPreparedLink,
  LOCK_NAMES,
  type Lesson,
  type LockName,
} from '../../../network/lab/shared/prepared-link.ts';
import { LONGEST_QUESTION, typedQuestion } from '../../../network/prediction.ts';
import { Icon } from '../../../ui/icon.ts';
import { PageDialog } from '../../../ui/page-dialog.ts';
import { LinkCode } from '../more/link-code.ts';
import { LockButton } from '../recipe/lock-button.ts';
import { ADDED_WORDS, sentencesOf } from '../recipe/recipe.ts';
import { RecipeSentence } from '../recipe/recipe-sentence.ts';
import { RecipeWords } from '../recipe/recipe-words.ts';

/** What has a lock of its own below the sentence; `others` are the sentences that nobody has added. */
type Row = 'hidden' | 'seed' | 'others';

let editors = 0;

/** A lesson as pupils find it, to be changed there: words, locks and the question; with the link that hands it out. */
@Component({
  selector: 'app-lesson-editor',
  imports: [Icon, LinkCode, LockButton, PageDialog, RecipeSentence],
  templateUrl: './lesson-editor.html',
  styleUrl: './lesson-editor.css',
})
export class LessonEditor {
  private readonly words = inject(RecipeWords);
  protected readonly say = inject(Phrases).say;

  /** What it begins with. */
  readonly lesson = input.required<Lesson>();
  /** Asked where the teacher asks nothing. */
  readonly usual = input.required<string>();
  /** The lesson is to be tried on this page. */
  readonly tried = output<Lesson>();

  private readonly dialog = viewChild.required(PageDialog);
  protected readonly headingId = `lesson-${(editors += 1)}`;
  protected readonly LONGEST_QUESTION = LONGEST_QUESTION;
  protected readonly settings = linkedSignal(() => this.lesson().settings);
  protected readonly locked = linkedSignal(() => this.lesson().locked);
  protected readonly text = linkedSignal(() => this.lesson().question ?? '');

  /** Words of the sentence that a lock stands beside; the dice have theirs below it. */
  protected readonly lockable = LOCK_NAMES.filter((name) => name !== 'seed');
  private readonly others = computed((): readonly LockName[] => {
    const said: readonly string[] = sentencesOf(this.settings());
    const added: readonly string[] = ADDED_WORDS;
    return LOCK_NAMES.filter(
      (name) => name !== 'seed' && added.includes(name) && !said.includes(name),
    );
  });
  protected readonly rows = computed(
    (): readonly { name: Row; text: string; isLocked: boolean }[] => {
      const [{ hidden, seed }, locked] = [this.settings(), this.locked()];
      return [
        { name: 'hidden', text: this.words.layers(hidden), isLocked: locked.includes('hidden') },
        { name: 'seed', text: this.say('lab.dice', { seed }), isLocked: locked.includes('seed') },
        {
          name: 'others',
          text: this.say('lesson.others'),
          isLocked: this.others().every((name) => locked.includes(name)),
        },
      ];
    },
  );
  private readonly prepared = computed((): Lesson => {
    const question = typedQuestion(this.text());
    return {
      settings: { ...this.settings(), device: 'cpu' },
      question: question === '' ? undefined : question,
      locked: this.locked(),
    };
  });
  protected readonly query = computed(() => formatPreparedLink(this.prepared()));

  open(): void {
    this.dialog().open();
  }

  protected change(changes: Partial<LabSettings>): void {
    this.settings.update((settings) => ({ ...settings, ...changes }));
  }

  protected toggle(name: keyof LabSettings): void {
    this.setLocks([name], !this.locked().some((locked) => locked === name));
  }

  protected toggleRow(row: Row): void {
    const names = row === 'others' ? this.others() : [row];
    this.setLocks(names, !names.every((name) => this.locked().includes(name)));
  }

  protected tryIt(): void {
    this.dialog().close();
    this.tried.emit(this.prepared());
  }

  private setLocks(names: readonly (keyof LabSettings)[], isClosed: boolean): void {
    this.locked.update((locked) =>
      LOCK_NAMES.filter((name) => (names.includes(name) ? isClosed : locked.includes(name))),
    );
  }
}
