import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import { FileProblemWords } from '../../features/offline/file-problem-words.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import type { Notice } from '../../ui/notices.ts';
import { AppNotices } from '../app-notices.ts';
import { ReadingSession } from './reading-session.ts';

/** What keeps the page from doing what someone wants, and what else is to be said. */
@Service({ autoProvided: false })
export class ReadingTroubles {
  private readonly session = inject(ReadingSession);
  private readonly weights = inject(WeightsService);
  private readonly appNotices = inject(AppNotices);
  private readonly fileProblemWords = inject(FileProblemWords);
  /** Why what was dropped last was not taken. */
  private readonly dropRefusal = signal<Notice | undefined>(undefined);
  private drops = 0;

  /** What is to be said beside the picture. */
  readonly notices = computed((): readonly Notice[] => {
    const refusal = this.dropRefusal();
    return [...this.appNotices.all(), ...(refusal ? [refusal] : [])];
  });
  /** A checkpoint that does not come while another one is on screen: the timeline tells. */
  readonly checkpointProblem = computed(() => {
    const problem = this.weights.problem();
    return this.session.network() && problem?.kind === 'checkpoint' ? problem : undefined;
  });
  private readonly exportProblem = computed(() => {
    const problem = this.weights.problem();
    return problem === this.checkpointProblem() ? undefined : problem;
  });
  /** What keeps the network from reading, or from reading with the weights that were chosen. */
  readonly trouble = linkedSignal(() => {
    const problem = this.exportProblem();
    const message = this.session.error() ?? problem?.message;
    if (message === undefined) return undefined;
    const refused = problem?.refused && this.fileProblemWords.of(problem.refused);
    const advice = refused && `${refused.file} ${refused.words}`;
    return { message, advice, canRead: this.session.isReady() };
  });

  /** Says why what was dropped is not taken. */
  refuseDrop(text: string): void {
    this.drops += 1;
    // Put away once, a notice of the same kind stays away: each time is a kind of its own.
    this.dropRefusal.set({ kind: `drop ${this.drops}`, text });
  }

  /** Says no more of what was dropped. */
  forgetDrop(): void {
    this.dropRefusal.set(undefined);
  }
}
