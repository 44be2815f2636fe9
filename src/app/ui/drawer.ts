import { Component, input, output, viewChild } from '@angular/core';
import { Icon } from './icon.ts';
import { PageDialog } from './page-dialog.ts';

let drawers = 0;

/**
 * A sheet that slides in from the right over everything else: a heading, a close button, and its content. Create it
 * when it is needed for the first time: it opens at once.
 */
@Component({
  selector: 'app-drawer',
  imports: [Icon, PageDialog],
  templateUrl: './drawer.html',
  styleUrl: './drawer.css',
  host: { '(click)': 'closeIfBeside($event)' },
})
export class Drawer {
  readonly heading = input.required<string>();
  /** Accessible name of the close button. */
  readonly closeName = input.required<string>();
  readonly closed = output();

  private readonly dialog = viewChild.required(PageDialog);
  protected readonly headingId = `drawer-${(drawers += 1)}`;

  open(): void {
    this.dialog().open();
  }

  close(): void {
    this.dialog().close();
  }

  /** Closes on a click beside the sheet, which is a click on the dialog: that is as large as the screen. */
  protected closeIfBeside(event: MouseEvent): void {
    if (event.target instanceof HTMLDialogElement) this.close();
  }
}
