import { Component, inject, input } from '@angular/core';
import { PanelFolds, type Foldable } from './panel-folds.ts';
import { Icon } from '../ui/icon.ts';

/** A part with a heading that folds it; whether it is folded is kept. */
@Component({
  selector: 'app-fold-section',
  imports: [Icon],
  template: `
    <details #details [open]="!folds.isFolded(fold())" (toggle)="keep(details.open)">
      <summary>
        <h3>{{ heading() }}</h3>
        <app-icon name="down" />
      </summary>
      <ng-content />
    </details>
  `,
  styleUrl: './fold-section.css',
})
export class FoldSection {
  protected readonly folds = inject(PanelFolds);

  readonly heading = input.required<string>();
  /** The name that it is kept under. */
  readonly fold = input.required<Foldable>();

  protected keep(isOpen: boolean): void {
    if (isOpen === this.folds.isFolded(this.fold())) this.folds.toggle(this.fold());
  }
}
