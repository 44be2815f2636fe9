import {
  afterNextRender,
  Component,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from './icon.ts';

/**
 * What stands beside the stage for a while: a heading (`heading`), a way to close it, and what is put in. As large
 * as what it stands in: a panel at the right, or a sheet at the bottom.
 */
@Component({
  selector: 'app-aside-panel',
  imports: [Icon],
  template: `
    <header>
      <h2><ng-content select="[heading]" /></h2>
      <button
        #close
        type="button"
        class="round-button"
        [attr.aria-label]="closeName()"
        (click)="closed.emit()"
      >
        <app-icon name="clear" />
      </button>
    </header>
    <ng-content />
  `,
  styleUrl: './aside-panel.css',
  host: { '(document:keydown.escape)': 'closeByKey($event)' },
})
export class AsidePanel {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Accessible name of the button that closes it. */
  readonly closeName = input.required<string>();
  /** Whether the keyboard goes on here when it is opened. */
  readonly takesKeyboard = input(false);

  /** It is to be closed. */
  readonly closed = output();

  private readonly closeButton = viewChild.required<ElementRef<HTMLElement>>('close');

  constructor() {
    afterNextRender(() => {
      if (this.takesKeyboard()) this.closeButton().nativeElement.focus();
    });
  }

  /** Escape that nobody else has used: a pen that is down, a dialog, or what is in the panel's place. */
  protected closeByKey(event: Event): void {
    const isElsewhere = event.target instanceof Element && event.target.closest('dialog');
    // Without boxes it is not on screen: something else has its place.
    if (event.defaultPrevented || isElsewhere || this.host.getClientRects().length === 0) return;
    this.closed.emit();
  }
}
