import { signal, type Signal } from '@angular/core';

/** A dialog whose code is loaded when it is first wanted; it opens itself when it comes. */
export class LazyDialog {
  private readonly wanted = signal(false);
  private readonly dialog: Signal<{ open(): void } | undefined>;
  readonly isWanted = this.wanted.asReadonly();

  /** @param dialog undefined until it has come */
  constructor(dialog: Signal<{ open(): void } | undefined>) {
    this.dialog = dialog;
  }

  open(): void {
    this.wanted.set(true);
    this.dialog()?.open();
  }
}
