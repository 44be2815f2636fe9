import { Component, inject, input } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import type { Gesture } from './gestures.ts';

/** What one does, and what happens then, line by line. */
@Component({
  selector: 'app-gesture-list',
  template: `
    <dl>
      @for (gesture of gestures(); track gesture.act) {
        <div>
          <dt>{{ say(gesture.act) }}</dt>
          <dd>{{ say(gesture.effect) }}</dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './gesture-list.css',
})
export class GestureList {
  protected readonly say = inject(Phrases).say;

  readonly gestures = input.required<readonly Gesture[]>();
}
