import { Component, inject, input, output, viewChild } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  EXPERIMENTS,
  type Experiment,
  type ExperimentName,
} from '../../../network/lab/shared/experiments.ts';
import { Drawer } from '../../../ui/drawer.ts';
import { ExperimentWords } from './experiment-words.ts';

/** Six questions; the chosen one makes the recipe its own. */
@Component({
  selector: 'app-experiment-drawer',
  imports: [Drawer],
  template: `
    <app-drawer [heading]="say('try.heading')" [closeName]="say('lab.menuClose')">
      <p>{{ say('try.meaning') }}</p>
      <ol>
        @for (experiment of experiments; track experiment.name) {
          <li>
            <button
              type="button"
              [attr.aria-current]="experiment.name === chosen() ? 'true' : null"
              [attr.data-experiment]="experiment.name"
              (click)="choose(experiment)"
            >
              {{ words.question(experiment.name) }}
            </button>
          </li>
        }
      </ol>
    </app-drawer>
  `,
  styles: `
    ol {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    button {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: calc(44 * var(--px));
      padding: 14px 16px;
      border: 2px solid transparent;
      border-radius: 16px;
      background: var(--control);
      color: var(--text);
      font: inherit;
      line-height: 1.35;
      text-align: start;
      text-wrap: pretty;
      cursor: pointer;
      touch-action: manipulation;
    }

    button:hover {
      background: var(--control-hover);
    }

    button:focus-visible {
      outline: var(--focus-ring);
      outline-offset: 2px;
    }

    [aria-current] {
      border-color: var(--text);
    }
  `,
})
export class ExperimentDrawer {
  protected readonly say = inject(Phrases).say;
  protected readonly words = inject(ExperimentWords);

  /** The one that the recipe is. */
  readonly chosen = input.required<ExperimentName | undefined>();
  readonly tried = output<Experiment>();

  private readonly drawer = viewChild.required(Drawer);
  protected readonly experiments = EXPERIMENTS;

  open(): void {
    this.drawer().open();
  }

  protected choose(experiment: Experiment): void {
    this.drawer().close();
    this.tried.emit(experiment);
  }
}
