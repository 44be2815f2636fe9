import { Component, inject } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { PanelFolds } from './panel-folds.ts';

/** A group of a menu: switches that fold and unfold the panels on the stage. */
@Component({
  selector: 'app-fold-menu',
  template: `
    <p aria-hidden="true">{{ say('panels.section') }}</p>
    @for (panel of panels; track panel.fold) {
      <button
        type="button"
        class="menu-entry"
        role="switch"
        [attr.aria-checked]="!folds.isFolded(panel.fold)"
        [attr.aria-controls]="'panel-' + panel.fold"
        (click)="folds.toggle(panel.fold)"
      >
        {{ say(panel.name) }}<span class="knob" aria-hidden="true"></span>
      </button>
    }
  `,
  host: { class: 'menu-group', role: 'group', '[attr.aria-label]': "say('panels.section')" },
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
