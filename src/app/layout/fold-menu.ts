import { Component, inject } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { PanelFolds } from './panel-folds.ts';
import { Icon } from '../ui/icon.ts';

/** Menu entries that fold and unfold the panels on the stage. */
@Component({
  selector: 'app-fold-menu',
  imports: [Icon],
  template: `
    <p aria-hidden="true">{{ say('panels.section') }}</p>
    @for (panel of panels; track panel.fold) {
      @let isFolded = folds.isFolded(panel.fold);
      <button
        type="button"
        class="menu-entry"
        [attr.aria-expanded]="!isFolded"
        [attr.aria-controls]="'panel-' + panel.fold"
        (click)="folds.toggle(panel.fold)"
      >
        {{ say(panel.name) }}<app-icon [name]="isFolded ? 'down' : 'up'" />
      </button>
    }
  `,
  styleUrl: './fold-menu.css',
  host: { role: 'group', '[attr.aria-label]': "say('panels.section')" },
})
export class FoldMenu {
  protected readonly folds = inject(PanelFolds);
  protected readonly say = inject(Phrases).say;

  protected readonly panels = [
    { fold: 'paper', name: 'pad.section' },
    { fold: 'answers', name: 'answer.bars' },
    { fold: 'timeline', name: 'timeline.section' },
  ] as const;
}
