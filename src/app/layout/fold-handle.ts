import { Component, input, output } from '@angular/core';
import { Icon } from '../ui/icon.ts';

/** The button in the place of a folded panel: it shows the panel's name and unfolds it. */
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
  /** The panel's name. */
  readonly name = input.required<string>();
  /** The panel's id. */
  readonly controls = input.required<string>();

  readonly unfolded = output();
}
