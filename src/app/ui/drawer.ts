import {
  afterNextRender,
  Component,
  type ElementRef,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from './icon.ts';

let drawers = 0;

/**
 * What slides in from the right over everything else: a heading, a way to close it, and what is put in. It is
 * made when it is wanted for the first time, and opens then.
 */
@Component({
  selector: 'app-drawer',
  imports: [Icon],
  templateUrl: './drawer.html',
  styleUrl: './drawer.css',
  host: { '(click)': 'closeIfBeside($event)' },
})
export class Drawer {
  readonly heading = input.required<string>();
  /** Accessible name of the button that closes it. */
  readonly closeName = input.required<string>();
  readonly closed = output();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly headingId = `drawer-${(drawers += 1)}`;

  constructor() {
    afterNextRender(() => {
      this.open();
    });
  }

  open(): void {
    const dialog = this.dialog().nativeElement;
    if (!dialog.open) dialog.showModal();
  }

  close(): void {
    this.dialog().nativeElement.close();
  }

  /** A click beside the sheet closes it: the dialog itself is as large as the screen. */
  protected closeIfBeside(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }
}
