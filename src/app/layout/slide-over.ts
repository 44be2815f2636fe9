import {
  afterNextRender,
  Directive,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';

/**
 * A panel that waits behind a button where a layout has no room for it, and then slides over other panels. Where that
 * is, and what it covers, the layout's style sheet says: elsewhere its button is not there, and being open means
 * nothing. The focus moves into it, since it may cover its button, and back. Escape closes it.
 */
@Directive({
  selector: '[appSlideOver]',
  exportAs: 'appSlideOver',
  host: { '[class.slid-in]': 'isOpen()', '(keydown)': 'handleKey($event)' },
})
export class SlideOver {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  /** The button that opens it. */
  readonly opener = input.required<HTMLElement>({ alias: 'appSlideOver' });

  private readonly shown = signal(false);
  readonly isOpen = this.shown.asReadonly();

  open(): void {
    this.shown.set(true);
    this.focusLater(this.element);
  }

  /** Closes it, and moves the focus to its button. */
  close(): void {
    if (!this.isOpen()) return;
    this.shown.set(false);
    this.focusLater(this.opener());
  }

  protected handleKey(event: KeyboardEvent): void {
    const isBehindButton = this.opener().getClientRects().length > 0;
    if (event.key !== 'Escape' || !this.isOpen() || !isBehindButton) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  /** What is still hidden takes no focus. */
  private focusLater(element: HTMLElement): void {
    const { injector } = this;
    afterNextRender(
      () => {
        element.focus();
      },
      { injector },
    );
  }
}
