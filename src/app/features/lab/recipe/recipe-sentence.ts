import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { Flyout } from '../../../ui/flyout.ts';
import { Icon } from '../../../ui/icon.ts';
import { ADDED_PHRASES, saidPhrase } from './added-phrases.ts';
import { LockButton } from './lock-button.ts';
import { RecipeChooser } from './recipe-chooser.ts';
import { RecipeWords } from './recipe-words.ts';
import {
  addableTo,
  addedBy,
  ADDED_WORDS,
  isLive,
  MAIN_WORDS,
  marked,
  partsOf,
  sentencesOf,
  type AddedWord,
  type RecipeWord,
  type SentencePart,
} from './recipe.ts';

interface ShownWord {
  readonly word: RecipeWord;
  readonly value: string;
  readonly isOpen: boolean;
}

/** A part of the recipe as it is shown. */
type ShownPart = { readonly text: string; readonly isJoined: boolean } | ShownWord;

/**
 * The recipe of a run as a sentence: its words are what can be chosen. While a run learns, only those stay open that can
 * be changed then.
 */
@Component({
  selector: 'app-recipe-sentence',
  imports: [Flyout, Icon, LockButton, NgTemplateOutlet, RecipeChooser],
  templateUrl: './recipe-sentence.html',
  styleUrl: './recipe-sentence.css',
  host: {
    role: 'group',
    '[attr.aria-label]': "say('lab.recipe')",
    '[class.unfolded]': 'lockable().length > 0',
  },
})
export class RecipeSentence {
  private readonly words = inject(RecipeWords);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly say = inject(Phrases).say;

  readonly settings = input.required<LabSettings>();
  /** Whether a run is under way. */
  readonly isLearning = input.required<boolean>();
  /** Whether nothing can be changed: another tab learns. */
  readonly isFixed = input(false);
  /** Whether the browser offers a GPU. */
  readonly hasGpu = input(false);
  /** How much has to be fetched for the most digits, in words; empty if they are here. */
  readonly missing = input('');
  /** How many own digits there are. */
  readonly ownCount = input(0);
  /** What cannot be changed, whatever else can. */
  readonly locked = input<readonly (keyof LabSettings)[]>([]);
  /** What an experiment has just changed: these words turn over. */
  readonly turned = input<readonly (keyof LabSettings)[]>([]);
  /** Words that a lock stands beside, for whoever decides what others may change. */
  readonly lockable = input<readonly (keyof LabSettings)[]>([]);
  readonly changed = output<Partial<LabSettings>>();
  /** Somebody wants to write own digits. */
  readonly ownWanted = output();
  /** A lock was closed or opened. */
  readonly lockToggled = output<keyof LabSettings>();

  private readonly list = viewChild.required('chooser', { read: Flyout });
  private readonly more = viewChild.required<ElementRef<HTMLElement>>('more');
  protected readonly adding = viewChild.required('adding', { read: Flyout });
  /** The word whose choices are shown, or were last. */
  protected readonly word = signal<RecipeWord>('rate');
  private readonly pressed = signal<HTMLElement | undefined>(undefined);
  protected readonly opener = computed(() => this.pressed() ?? this.more().nativeElement);
  /** Where the pressed word begins, CSS pixels from the beginning of the recipe. */
  protected readonly at = signal(0);
  /** On small pages the whole recipe is shown only when it is asked for. */
  protected readonly isWhole = signal(false);

  protected readonly main = computed(() =>
    this.shown(partsOf(this.say('lab.sentence', marked(MAIN_WORDS)))),
  );
  protected readonly sentences = computed(() => {
    const settings = this.settings();
    const said = sentencesOf(settings);
    // A sentence stays as long as its word is open, whatever is chosen.
    const isKept = (word: AddedWord): boolean =>
      said.includes(word) || (this.isChoosing() && this.word() === word);
    return ADDED_WORDS.filter(isKept).map((word) => ({
      word,
      parts: this.shown(partsOf(this.say(saidPhrase(word, settings), marked([word])))),
    }));
  });
  protected readonly offers = computed(() => {
    if (this.isFixed()) return [];
    const words = addableTo(this.settings(), this.isLearning(), this.hasGpu());
    return words
      .filter((word) => !this.locked().includes(word))
      .map((word) => ({ word, text: this.say(ADDED_PHRASES[word].offer) }));
  });
  /** For small pages: the network and the rate. */
  protected readonly short = computed(() => {
    const text = this.say('lab.short', {
      neurons: this.words.layers(this.settings().hidden),
      ...marked(['rate']),
    });
    return this.shown(partsOf(text));
  });

  protected isChoosing(): boolean {
    return this.list().isOpen();
  }

  /** Shows what a word can be, or hides it again. */
  protected choose(word: RecipeWord, pressed: HTMLElement): void {
    const isOther = this.word() !== word || this.pressed() !== pressed;
    this.word.set(word);
    this.pressed.set(pressed);
    const { left } = this.host.getBoundingClientRect();
    this.at.set(pressed.getBoundingClientRect().left - left);
    if (this.isChoosing() && isOther) return;
    this.list().toggle();
    if (!this.isChoosing()) return;
    this.afterRender(() => {
      this.host.querySelector<HTMLElement>('.chooser :is(:checked, .chip)')?.focus();
    });
  }

  /** Adds a sentence, and opens its word. */
  protected add(word: AddedWord): void {
    this.adding().close();
    this.changed.emit(addedBy(word));
    this.afterRender(() => {
      const button = this.host.querySelector<HTMLElement>(`[data-word=${word}]`);
      if (button) this.choose(word, button);
    });
  }

  /** The pieces as they are: what a template is given has lost its type. */
  protected asParts(parts: readonly ShownPart[]): readonly ShownPart[] {
    return parts;
  }

  /** Goes to where own digits are written. */
  protected write(): void {
    this.list().close();
    this.ownWanted.emit();
  }

  /** A word, for the template that shows it. */
  protected contextOf(
    { word, value, isOpen }: ShownWord,
    isShort = false,
  ): { $implicit: RecipeWord; value: string; isOpen: boolean; isShort: boolean } {
    return { $implicit: word, value, isOpen, isShort };
  }

  /** A word that turns over is another element than before. */
  protected nameOf(part: ShownPart, index: number): string {
    const isTurned = 'word' in part && this.turned().includes(part.word);
    return isTurned ? `${index} ${part.value}` : String(index);
  }

  private shown(parts: readonly SentencePart[]): ShownPart[] {
    const settings = this.settings();
    return parts.map((part) => {
      if ('text' in part) return part;
      const { word } = part;
      const isLocked = this.isFixed() || this.locked().includes(word);
      const isOpen = !isLocked && (!this.isLearning() || isLive(word));
      return { word, value: this.words.said(word, settings, this.ownCount()), isOpen };
    });
  }

  private afterRender(act: () => void): void {
    const { injector } = this;
    afterNextRender(act, { injector });
  }
}
