import { DOCUMENT } from '@angular/common';
import { Directive, effect, ElementRef, inject, input, output, signal } from '@angular/core';

/**
 * A small menu or list that a button opens. It closes with Escape, with a press elsewhere, and when the focus moves
 * elsewhere. It is not a popover, since schools have browsers that are too old for those (.browserslistrc).
 */
@Directive({
  selector: '[appFlyout]',
  exportAs: 'appFlyout',
  host: { '[hidden]': '!isOpen()' },
})
export class Flyout {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly document = inject(DOCUMENT);

  /** The button that opens and closes it. */
  readonly opener = input.required<HTMLElement>({ alias: 'appFlyout' });
  readonly opened = output();

  private readonly shown = signal(false);
  readonly isOpen = this.shown.asReadonly();

  constructor() {
    effect((onCleanup) => {
      if (!this.isOpen()) return;
      const listening = new AbortController();
      // Capture, to come first: other parts of the page have their own use for Escape and for presses.
      const options = { capture: true, signal: listening.signal };
      const leave = (event: Event): void => {
        if (!this.isHere(event.target)) this.shown.set(false);
      };
      this.document.addEventListener('pointerdown', leave, options);
      this.document.addEventListener('focusin', leave, options);
      const press = (event: KeyboardEvent): void => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        this.close();
      };
      this.document.addEventListener('keydown', press, options);
      onCleanup(() => {
        listening.abort();
      });
    });
  }

  toggle(): void {
    if (this.isOpen()) {
      this.close();
      return;
    }
    this.shown.set(true);
    this.opened.emit();
  }

  /** Closes it, and moves the focus to its button. */
  close(): void {
    if (!this.isOpen()) return;
    this.shown.set(false);
    this.opener().focus();
  }

  private isHere(target: EventTarget | null): boolean {
    return (
      target instanceof Node && (this.element.contains(target) || this.opener().contains(target))
    );
  }
}
