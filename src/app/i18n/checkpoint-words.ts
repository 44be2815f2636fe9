import type { Checkpoint } from '#model';
import { inject, Service } from '@angular/core';
import { Figures } from './figures.ts';
import { LanguageSetting } from './language-setting.ts';
import { Phrases } from './phrases.ts';

/** Describes checkpoints in words. */
@Service()
export class CheckpointWords {
  private readonly language = inject(LanguageSetting).language;
  private readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);

  /** In English the export's own label; in other languages one made from the checkpoint's kind and numbers. */
  label({ label, kind, targetImages, datasetPasses, datasetMultiple }: Checkpoint): string {
    if (this.language() === 'en') return label;
    switch (kind) {
      case 'initial':
        return this.say('timeline.initial');
      case 'approx':
        return this.say('timeline.approx', { count: targetImages });
      case 'dataset_multiple': {
        const passes = this.figures.count(datasetMultiple ?? datasetPasses);
        return this.say('timeline.passes', { passes });
      }
      default:
        return kind satisfies never;
    }
  }

  /** Its place in a timeline, number of images and accuracy, for screen readers. */
  sentence(timeline: readonly Checkpoint[], index: number): string | undefined {
    const checkpoint = timeline[index];
    if (!checkpoint) return undefined;
    const images = this.say('timeline.imagesSeen', { count: checkpoint.imagesSeen });
    const place = { number: index + 1, length: timeline.length, images };
    const { testAccuracy } = checkpoint.metrics;
    if (testAccuracy === undefined) return this.say('timeline.spokenUnmeasured', place);
    return this.say('timeline.spoken', { ...place, accuracy: this.figures.accuracy(testAccuracy) });
  }
}
