import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import { FileProblemWords } from '../../features/offline/file-problem-words.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import type { Notice } from '../../ui/notices.ts';
import { AppNotices } from '../app-notices.ts';
import { ReadingSession } from './reading-session.ts';

/** The problems and notices that the page shows. */
@Service({ autoProvided: false })
export class ReadingTroubles {
  private readonly session = inject(ReadingSession);
  private readonly weights = inject(WeightsService);
  private readonly appNotices = inject(AppNotices);
  private readonly fileProblemWords = inject(FileProblemWords);
  /** Why the last drop was refused. */
  private readonly dropRefusal = signal<Notice | undefined>(undefined);
  private drops = 0;

  /** The notices beside the picture. */
  readonly notices = computed((): readonly Notice[] => {
    const refusal = this.dropRefusal();
    return [...this.appNotices.all(), ...(refusal ? [refusal] : [])];
  });
  /** A checkpoint that does not arrive while another one is on screen; the timeline shows it. */
  readonly checkpointProblem = computed(() => {
    const problem = this.weights.problem();
    return this.session.network() && problem?.kind === 'checkpoint' ? problem : undefined;
  });
  private readonly exportProblem = computed(() => {
    const problem = this.weights.problem();
    return problem === this.checkpointProblem() ? undefined : problem;
  });
  /** Why the network cannot read, or not with the weights that were chosen. */
  readonly trouble = linkedSignal(() => {
    const problem = this.exportProblem();
    const message = this.session.error() ?? problem?.message;
    if (message === undefined) return undefined;
    const refused = problem?.refused && this.fileProblemWords.of(problem.refused);
    const advice = refused && `${refused.file} ${refused.words}`;
    return { message, advice, canRead: this.session.isReady() };
  });

  /** Says why a drop is refused. */
  refuseDrop(text: string): void {
    this.drops += 1;
    // A new kind each time: once dismissed, a notice of the same kind would not come back.
    this.dropRefusal.set({ kind: `drop ${this.drops}`, text });
  }

  /** Removes the notice about a drop. */
  forgetDrop(): void {
    this.dropRefusal.set(undefined);
  }
}
