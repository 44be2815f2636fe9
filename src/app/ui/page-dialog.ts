import { afterNextRender, Directive, ElementRef, inject, signal } from '@angular/core';

/** A dialog as large as the page. Create it when it is needed for the first time: it opens at once. */
@Directive({
  selector: 'dialog[appPageDialog]',
  exportAs: 'appPageDialog',
  host: { class: 'page-dialog', '(close)': 'shown.set(false)' },
})
export class PageDialog {
  private readonly dialog = inject<ElementRef<HTMLDialogElement>>(ElementRef).nativeElement;

  protected readonly shown = signal(false);
  readonly isOpen = this.shown.asReadonly();

  constructor() {
    afterNextRender(() => {
      this.open();
    });
  }

  open(): void {
    if (this.dialog.open) return;
    this.shown.set(true);
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }
}
