import { Component, input } from '@angular/core';

/** The words of the legend: what warm and cool lines do to a neuron's sum, and what a bright neuron is. */
export interface LegendWords {
  readonly raises: string;
  readonly lowers: string;
  readonly active: string;
}

/** What colours and strokes mean, in the picture itself; Help says more. */
@Component({
  selector: 'app-scene-legend',
  template: `
    <span class="entry"><span class="sample raises"></span>{{ words().raises }}</span>
    <span class="entry"><span class="sample lowers"></span>{{ words().lowers }}</span>
    <span class="entry"><span class="sample active"></span>{{ words().active }}</span>
  `,
  styleUrl: './scene-legend.css',
})
export class SceneLegend {
  readonly words = input.required<LegendWords>();
}
