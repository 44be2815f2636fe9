import { IMAGE_SIZE } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import {
  askedDigit,
  isOnlyTest,
  OWN_SET,
  type OwnDigitsHere,
} from '../../../network/lab/shared/own-digits.ts';
import { PaperImage } from '../../../ui/paper-image.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const FULL = 255;

/** What was written so far, twenty at a time, with what comes next; each fifth, which only tests, is dashed. */
@Component({
  selector: 'app-own-written',
  imports: [PaperImage],
  template: `
    <p class="count" translate="no" data-part="own-count">
      {{ say('own.count', { written: count(), all: all() }) }}
    </p>
    <ol>
      @for (place of places(); track place.number) {
        <li
          [class.written]="place.image"
          [class.tests]="place.isTest"
          [class.next]="place.number === count()"
          [attr.aria-hidden]="place.image ? null : true"
        >
          @if (place.image; as image) {
            <app-paper-image [image]="image" />
            <span class="visually-hidden">{{
              say(place.isTest ? 'own.tests' : 'own.learns', { digit: place.digit })
            }}</span>
          } @else {
            <span translate="no">{{ place.digit }}</span>
          }
        </li>
      }
    </ol>
    <p class="keys">
      <span><span class="sample" aria-hidden="true"></span>{{ say('own.keyLearn') }}</span>
      <span><span class="sample tests" aria-hidden="true"></span>{{ say('own.keyTest') }}</span>
    </p>
  `,
  styleUrl: './own-written.css',
})
export class OwnWritten {
  protected readonly say = inject(Phrases).say;

  readonly here = input.required<OwnDigitsHere | undefined>();

  protected readonly count = computed(() => this.here()?.count ?? 0);
  /** Number of the first of these twenty: a whole set stays until the next one is begun. */
  private readonly first = computed(
    () => Math.floor(Math.max(0, this.count() - 1) / OWN_SET) * OWN_SET,
  );
  protected readonly all = computed(() => this.first() + OWN_SET);
  protected readonly places = computed(() =>
    Array.from({ length: OWN_SET }, (_, index) => {
      const number = this.first() + index;
      const written = this.writtenAt(number);
      return {
        ...{ number, isTest: isOnlyTest(number), image: written?.image },
        digit: written?.label ?? askedDigit(number),
      };
    }),
  );

  private writtenAt(number: number): { label: number; image: Float32Array } | undefined {
    const here = this.here();
    if (!here) return undefined;
    const { labels, inks } = here;
    const index = number - here.first;
    const label = labels[index];
    if (label === undefined) return undefined;
    const ink = inks.subarray(index * PIXELS, (index + 1) * PIXELS);
    return { label, image: Float32Array.from(ink, (byte) => byte / FULL) };
  }
}
