import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { CurveScale, newShare } from '../curve/curve-scale.ts';
import type { ComparedRun } from './compared-run.ts';
import type { RunLabel } from './compare-words.ts';

/** The curves of two to four runs in one chart, told apart by dash and colour; in words for who cannot see it. */
@Component({
  selector: 'app-compare-curves',
  template: `
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
      <path class="grid" d="M0 0H1000M0 500H1000" />
      <path class="chance" d="M0 900H1000" />
      @for (curve of curves(); track $index) {
        <path class="curve" [attr.data-run]="$index" [attr.d]="curve" />
      }
    </svg>
    <p aria-hidden="true">{{ say('compare.axis') }}</p>
    <table class="visually-hidden" translate="no">
      <caption>
        {{
          say('lab.curve')
        }}
      </caption>
      <tr>
        <th scope="col">{{ say('lab.columnShown') }}</th>
        @for (label of labels(); track $index) {
          <th scope="col">{{ label.short }}</th>
        }
      </tr>
      @for (row of rows(); track row.images) {
        <tr>
          <th scope="row">{{ row.images }}</th>
          @for (share of row.shares; track $index) {
            <td>{{ share }}</td>
          }
        </tr>
      }
    </table>
  `,
  styleUrl: './compare-curves.css',
})
export class CompareCurves {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly runs = input.required<readonly ComparedRun[]>();
  readonly labels = input.required<readonly RunLabel[]>();

  private readonly scale = computed(() => {
    const most = Math.max(...this.runs().map(({ images }) => images));
    return new CurveScale(most, most);
  });
  protected readonly curves = computed(() =>
    this.runs().map(({ curve }) => this.scale().path(curve, newShare)),
  );
  /** Where at least one run read all test digits and another one has a point too. */
  protected readonly rows = computed(() => {
    const maps = this.runs().map(
      ({ curve }) => new Map(curve.map((point) => [point.images, point.accuracy])),
    );
    const [first, ...others] = maps;
    const shared = [...(first?.keys() ?? [])].filter((images) =>
      others.every((other) => other.has(images)),
    );
    const ends = this.runs().map(({ images }) => images);
    const all = [...new Set([...shared, ...ends])].sort((a, b) => a - b);
    return all.map((images) => ({
      images: this.figures.count(images),
      shares: maps.map((map) => {
        const share = map.get(images);
        return share === undefined ? '–' : this.figures.accuracy(share);
      }),
    }));
  });
}
