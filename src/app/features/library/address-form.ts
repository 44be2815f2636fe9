import { Component, inject, output, signal } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';

/** Uses an export on the app's own server by its address: an installed app has no other place to type it. */
@Component({
  selector: 'app-address-form',
  template: `
    <details>
      <summary>{{ say('library.byAddress') }}</summary>
      <form (submit)="$event.preventDefault(); used.emit(typed().trim())">
        <label for="library-address">{{ say('library.address') }}</label>
        <input
          #field
          id="library-address"
          type="text"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder="exports/mlp_weights.json"
          aria-describedby="library-address-meaning"
          [value]="typed()"
          (input)="typed.set(field.value)"
        />
        <button type="submit" class="pill-button" [disabled]="typed().trim() === ''">
          {{ say('library.useAddress') }}
        </button>
        <p id="library-address-meaning">{{ say('library.addressMeaning') }}</p>
      </form>
    </details>
  `,
  styleUrl: './address-form.css',
})
export class AddressForm {
  protected readonly say = inject(Phrases).say;

  /** An address to use, relative to the app. */
  readonly used = output<string>();

  protected readonly typed = signal('');
}
