import { Component, inject } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';

/** The meaning of colours, lines and brightness in the picture of the network. */
@Component({
  selector: 'app-colour-legend',
  template: `
    <ul>
      @for (entry of entries; track entry.kind) {
        <li>
          <span class="sample" [class]="entry.kind" aria-hidden="true"></span>
          {{ say(entry.meaning) }}
        </li>
      }
    </ul>
  `,
  styleUrl: './colour-legend.css',
})
export class ColourLegend {
  protected readonly say = inject(Phrases).say;

  protected readonly entries = [
    { kind: 'line for', meaning: 'help.warm' },
    { kind: 'line against', meaning: 'help.cool' },
    { kind: 'strength', meaning: 'help.brightness' },
    { kind: 'tile', meaning: 'help.tile' },
    { kind: 'ball active', meaning: 'help.active' },
    { kind: 'ball rest', meaning: 'help.rest' },
    { kind: 'ball picked', meaning: 'help.picked' },
    { kind: 'tick', meaning: 'help.tick' },
  ] as const;
}
