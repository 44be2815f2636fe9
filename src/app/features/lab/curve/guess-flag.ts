import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { Icon } from '../../../ui/icon.ts';
import { capturePointer } from '../../../platform/capture-pointer.ts';

/** What was guessed, of 100; null for "I do not know", undefined as long as nothing was said. */
export type Guess = number | null | undefined;

/** Guesses are five apart. */
const STEP = 5;
const MOST = 100;
/** Where the flag stands before it is moved. */
const BEGINNING = 50;

/**
 * The prediction: a flag on the curve's own axis, from 0 at the lower end of its parent to 100 at the upper one. Once the
 * run has begun, it stays as small as a label.
 */
@Component({
  selector: 'app-guess-flag',
  imports: [Icon],
  templateUrl: './guess-flag.html',
  styleUrl: './guess-flag.css',
  host: { '[class.open]': 'isOpen()', '[style.--height.%]': 'at()' },
})
export class GuessFlag {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly say = inject(Phrases).say;

  readonly guess = model.required<Guess>();
  /** Whether it can be moved. */
  readonly isOpen = input.required<boolean>();
  /** Whether the curve has passed it. */
  readonly isPassed = input(false);

  protected readonly at = computed(() => this.guess() ?? BEGINNING);
  /** What stays of it; an object, since 0 is a guess. */
  protected readonly kept = computed(() => {
    const guess = this.guess();
    return typeof guess === 'number' ? { number: guess } : undefined;
  });
  protected readonly text = computed(() => {
    const guess = this.guess();
    return typeof guess === 'number'
      ? this.say('lab.guessed', { number: guess })
      : this.say('lab.notGuessed');
  });

  protected move(by: number): void {
    this.guess.set(within(this.at() + by * STEP));
  }

  protected press(event: KeyboardEvent): void {
    const next = this.asked(event.key);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.guess.set(within(next));
  }

  protected drag(event: PointerEvent): void {
    if (event.type === 'pointerdown') {
      capturePointer(event.currentTarget as Element, event.pointerId);
    } else if (event.buttons === 0) {
      return;
    }
    const { top, height } = (this.host.parentElement ?? this.host).getBoundingClientRect();
    const share = 1 - (event.clientY - top) / height;
    this.guess.set(within(Math.round((share * MOST) / STEP) * STEP));
  }

  private asked(key: string): number | undefined {
    switch (key) {
      case 'ArrowUp':
      case 'ArrowRight':
        return this.at() + STEP;
      case 'ArrowDown':
      case 'ArrowLeft':
        return this.at() - STEP;
      case 'PageUp':
        return this.at() + 4 * STEP;
      case 'PageDown':
        return this.at() - 4 * STEP;
      case 'Home':
        return 0;
      case 'End':
        return MOST;
      default:
        return undefined;
    }
  }
}

function within(guess: number): number {
  return Math.min(MOST, Math.max(0, guess));
}
