import { isBlankDrawing } from '#model';
import { Component, computed, inject, input } from '@angular/core';
import { CompareView } from '../../features/lab/compare/compare-view.ts';
import { Forgotten } from '../../features/lab/evidence/forgotten.ts';
import { MixUps } from '../../features/lab/evidence/mix-ups.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabBench } from './lab-bench.ts';
import { LabEvidence } from './lab-evidence.ts';
import type { EvidenceName } from './lab-views.ts';

/** Evidence in the place of the network. */
@Component({
  selector: 'app-evidence-stage',
  imports: [CompareView, Forgotten, MixUps],
  templateUrl: './evidence-stage.html',
  styleUrl: './evidence-stage.css',
})
export class EvidenceStage {
  protected readonly say = inject(Phrases).say;
  protected readonly lab = inject(LabService);
  protected readonly bench = inject(LabBench);
  protected readonly evidence = inject(LabEvidence);
  private readonly session = inject(ReadingSession);

  readonly view = input.required<EvidenceName>();
  /** The curve's own area, above which moments stand. */
  readonly plot = input.required<Element | undefined>();

  /** What was answered at the moment that is looked at. */
  protected readonly test = computed(() => this.evidence.moments().at(-1)?.test);
  /** What is drawn, as it goes in; undefined for nothing. */
  protected readonly drawn = computed(() =>
    isBlankDrawing(this.session.drawing()) ? undefined : this.session.image(),
  );
  /** What the run on the page reads in the drawing. */
  protected readonly reading = computed(() => {
    const probabilities = this.session.probabilities();
    if (!probabilities) return undefined;
    const probability = Math.max(...probabilities);
    return { digit: probabilities.indexOf(probability), probability };
  });
}
