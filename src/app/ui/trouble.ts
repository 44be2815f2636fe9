import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from './icon.ts';

/** What keeps the network from reading, or from reading with the weights that were chosen. */
@Component({
  selector: 'app-trouble',
  imports: [Icon],
  templateUrl: './trouble.html',
  styleUrl: './trouble.css',
  host: { role: 'alert' },
})
export class Trouble {
  protected readonly say = inject(Phrases).say;

  /** Names the file, what was expected and what was found. */
  readonly message = input.required<string>();
  /** What whoever runs the server can do, where the network is not to blame. */
  readonly advice = input<string>();
  /** Whether other weights read meanwhile. */
  readonly canRead = input.required<boolean>();

  readonly retried = output();
  readonly dismissed = output();
}
