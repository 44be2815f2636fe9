import { Component, inject } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';

/** The origin of the weights, the data and the app. Addresses are plain text: the app contacts no other server. */
@Component({
  selector: 'app-about-app',
  template: `
    <p>{{ say('about.device') }}</p>
    <h4>{{ say('about.weights') }}</h4>
    <p>{{ say('about.weightsOrigin') }}</p>
    <h4>{{ say('about.data') }}</h4>
    <p>{{ say('about.dataOrigin') }}</p>
    <p class="address">yann.lecun.com/exdb/mnist</p>
    <h4>{{ say('about.descent') }}</h4>
    <p>{{ say('about.descentMeaning') }}</p>
    <p class="address">github.com/DFin/Neural-Network-Visualisation</p>
    <h4>{{ say('about.licence') }}</h4>
    <p>{{ say('about.licenceMeaning') }}</p>
  `,
  styles: `
    h4:not(:first-child) {
      margin-block: 16px 2px;
    }

    .address {
      overflow-wrap: anywhere;
      user-select: all;
      -webkit-user-select: all;
    }
  `,
})
export class AboutApp {
  protected readonly say = inject(Phrases).say;
}
