import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { Icon } from '../../../ui/icon.ts';
import type { WalkSentence } from './walk-stops.ts';
import type { Walk } from './walk.ts';

/** Events that show that somebody does something, and whether they always do what they usually do. */
const INPUTS = [
  ['keydown', false],
  ['pointerdown', true],
  ['wheel', true],
] as const;

/** What there is to show of a walk, and what can be done with it. */
export type ShownWalk = Pick<Walk, 'shownStops' | 'index' | 'step' | 'hold' | 'end'>;

/** The sentences of a walk, one at a time, at the lower edge of the picture. They are read out as they come. */
@Component({
  selector: 'app-walk-captions',
  imports: [Icon],
  templateUrl: './walk-captions.html',
  styleUrl: './walk-captions.css',
})
export class WalkCaptions {
  private readonly document = inject(DOCUMENT);
  protected readonly say = inject(Phrases).say;

  readonly walk = input.required<ShownWalk>();
  /** The question that the walk answers. */
  readonly name = input.required<string>();

  private readonly next = viewChild<ElementRef<HTMLElement>>('next');
  /** What had the focus before the walk. */
  private opener: Element | null = null;

  protected readonly stops = computed(() => this.walk().shownStops());
  protected readonly index = computed(() => this.walk().index());
  protected readonly isShown = computed(() => this.index() !== undefined);
  protected readonly sentence = computed(() => {
    const stop = this.stops()?.[this.index() ?? -1];
    return stop ? this.textOf(stop.sentence) : '';
  });
  protected readonly isLast = computed(() => this.index() === (this.stops()?.length ?? 0) - 1);

  constructor() {
    effect((onCleanup) => {
      if (!this.isShown()) return;
      const { document } = this;
      const hold = (event: Event): void => {
        if (!this.isEnding(event)) this.walk().hold();
      };
      // Before anything else has it: one press closes one thing.
      for (const [type, passive] of INPUTS) {
        document.addEventListener(type, hold, { capture: true, passive });
      }
      onCleanup(() => {
        for (const [type] of INPUTS) document.removeEventListener(type, hold, { capture: true });
      });
    });
    effect(() => {
      const next = this.next()?.nativeElement;
      if (next) {
        this.opener = this.document.activeElement;
        next.focus({ preventScroll: true });
      } else if (this.opener instanceof HTMLElement) {
        // Unless the focus has been moved elsewhere meanwhile.
        if (this.document.activeElement === this.document.body) this.opener.focus();
        this.opener = null;
      }
    });
  }

  protected press(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    this.walk().step(by);
  }

  private isEnding(event: Event): boolean {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return false;
    if (this.document.querySelector('dialog:modal')) return false;
    event.preventDefault();
    event.stopPropagation();
    this.walk().end();
    return true;
  }

  private textOf(sentence: WalkSentence): string {
    const { say } = this;
    switch (sentence.kind) {
      case 'pixels':
        return say('walk.pixels', { count: sentence.count });
      case 'parts': {
        const { count, mattering } = sentence;
        const parts = say('walk.parts', { count });
        return mattering > 0 ? `${parts} ${say('walk.matter', { count: mattering })}` : parts;
      }
      case 'together':
        return say(sentence.isSecond ? 'walk.together' : 'walk.further', { count: sentence.count });
      case 'vote': {
        const { digit, rival } = sentence;
        return rival === undefined
          ? say('walk.voteFor', { digit })
          : say('walk.vote', { digit, rival });
      }
      case 'voteBoth': {
        const [first, second] = sentence.digits;
        return say('walk.voteBoth', { first, second });
      }
      case 'reads':
        return say('walk.reads', { digit: sentence.digit });
      case 'doubts': {
        const [first, second] = sentence.digits;
        return say('walk.doubts', { first, second });
      }
      default:
        return sentence satisfies never;
    }
  }
}
