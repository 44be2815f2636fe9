import { Component, inject, input } from '@angular/core';
import { PanelFolds, type Foldable } from './panel-folds.ts';
import { Icon } from '../ui/icon.ts';

/** A section with a heading that folds it. Whether it is folded is kept on this device. */
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
  /** The name under which its state is kept. */
  readonly fold = input.required<Foldable>();

  protected keep(isOpen: boolean): void {
    if (isOpen === this.folds.isFolded(this.fold())) this.folds.toggle(this.fold());
  }
}
