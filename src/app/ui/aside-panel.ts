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
 * A panel beside the stage that can be closed: a heading (the content marked `heading`), a close button, and the rest
 * of its content. It fills its container: a column at the right, or a sheet at the bottom.
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

  /** Accessible name of the close button. */
  readonly closeName = input.required<string>();
  /** Whether it takes the focus when it opens. */
  readonly takesKeyboard = input(false);

  /** Asks its parent to close it. */
  readonly closed = output();

  private readonly closeButton = viewChild.required<ElementRef<HTMLElement>>('close');

  constructor() {
    afterNextRender(() => {
      if (this.takesKeyboard()) this.closeButton().nativeElement.focus();
    });
  }

  /** Closes on Escape, unless something else uses it: a pen that is down, a dialog, or another panel in its place. */
  protected closeByKey(event: Event): void {
    const isElsewhere = event.target instanceof Element && event.target.closest('dialog');
    // Without client rects it is not on screen: something else has its place.
    if (event.defaultPrevented || isElsewhere || this.host.getClientRects().length === 0) return;
    this.closed.emit();
  }
}
