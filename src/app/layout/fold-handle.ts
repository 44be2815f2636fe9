import { Component, input, output } from '@angular/core';
import { Icon } from '../ui/icon.ts';

/** What a folded panel leaves in its place: its name, and the way back. */
@Component({
  selector: 'app-fold-handle',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="pill-button"
      aria-expanded="false"
      [attr.aria-controls]="controls()"
      (click)="unfolded.emit()"
    >
      <app-icon name="up" />{{ name() }}
    </button>
  `,
  styles: `
    .pill-button {
      color: var(--text-quiet);
      font-size: var(--text-small);
    }
  `,
})
export class FoldHandle {
  /** Of the panel. */
  readonly name = input.required<string>();
  /** The panel's id. */
  readonly controls = input.required<string>();

  readonly unfolded = output();
}
