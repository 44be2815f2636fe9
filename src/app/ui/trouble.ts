import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from './icon.ts';

/** Says why the network cannot read, or not with the weights that were chosen. */
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
  /** What whoever runs the server can do, if the connection is not to blame. */
  readonly advice = input<string>();
  /** Whether the network reads with other weights meanwhile. */
  readonly canRead = input.required<boolean>();

  readonly retried = output();
  readonly dismissed = output();
}
