import type { LabelledDrawing } from '#model';
import type { InkReading } from '#formats';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LibraryService } from '../../network/library/client/library-service.ts';
import type { InkCandidate, NetworkReport } from '../../network/library/shared/import-report.ts';
import { DrawingThumbnail } from './drawing-thumbnail.ts';
import { ImportWords } from './import-words.ts';
import { NetworkFacePicture } from './network-face.ts';
import { NetworkImport } from './network-import.ts';
import { NetworkWords } from './network-words.ts';
import { TriedDigits } from './tried-digits.ts';

const MOST_NAMES = 3;
const MOST_DRAWINGS = 60;

const INK_ENDS: Readonly<Record<InkReading['scale'], readonly [paper: string, ink: string]>> = {
  '0-1': ['0', '1'],
  '0-255': ['0', '255'],
  'minus-1-1': ['−1', '1'],
  mnist: ['−0.4', '2.8'],
};

/** A network that someone decides about, and how ink counts for it where that was asked. */
export interface Decision {
  readonly report: NetworkReport;
  readonly ink: InkReading | undefined;
}

/** What has become of files that came in: being checked, what they are before anything is kept, or why not. */
@Component({
  selector: 'app-import-sheet',
  imports: [DrawingThumbnail, NetworkFacePicture, TriedDigits],
  templateUrl: './import-sheet.html',
  styleUrl: './import-sheet.css',
  host: { role: 'region', '[attr.aria-label]': 'heading()' },
})
export class ImportSheet {
  protected readonly imports = inject(NetworkImport);
  private readonly library = inject(LibraryService);
  protected readonly words = inject(NetworkWords);
  protected readonly importWords = inject(ImportWords);
  protected readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;
  private readonly injector = inject(Injector);

  /** The network is to be kept, or only looked at; the sheet is gone when that is done. */
  readonly keepWanted = output<Decision>();
  readonly lookWanted = output<Decision>();
  readonly drawingChosen = output<LabelledDrawing>();
  /** Other files are to be chosen. */
  readonly othersWanted = output();
  /** Nothing is left to decide. */
  readonly closed = output();

  private readonly topElement = viewChild.required<ElementRef<HTMLElement>>('top');

  /** The network that someone has to decide about. */
  protected readonly report = computed((): NetworkReport | undefined => {
    const state = this.imports.state();
    if (state.kind === 'keeping') return state.report;
    return state.kind === 'checked' && state.report.kind === 'network' ? state.report : undefined;
  });
  /** Index of the way in which ink counts, where that is asked. */
  protected readonly chosenInk = linkedSignal({ source: this.report, computation: () => 0 });
  private readonly candidate = computed((): InkCandidate | undefined => {
    const ink = this.report()?.ink;
    return ink?.kind === 'asked' ? ink.candidates[this.chosenInk()] : undefined;
  });
  protected readonly trial = computed(() => this.report()?.trial);
  protected readonly remarks = computed(() => {
    const report = this.report();
    return report ? this.importWords.remarks(report) : [];
  });
  /** What paper and full ink count. */
  protected readonly inkEnds = computed(() => {
    const ink = this.report()?.ink;
    if (ink?.kind !== 'found') return INK_ENDS['0-1'];
    const [paper, most] = INK_ENDS[ink.reading.scale];
    return ink.reading.isInverted ? [most, paper] : [paper, most];
  });
  protected readonly isFull = computed(() => {
    const storage = this.library.storage();
    return storage.kind === 'memory' && storage.reason === 'full';
  });
  private readonly allDrawings = computed(() => {
    const state = this.imports.state();
    const isDrawings = state.kind === 'checked' && state.report.kind === 'drawings';
    return isDrawings && 'drawings' in state.report ? state.report.drawings : [];
  });
  protected readonly drawings = computed(() => this.allDrawings().slice(0, MOST_DRAWINGS));
  protected readonly moreDrawings = computed(
    () => this.allDrawings().length - this.drawings().length,
  );
  protected readonly heading = computed((): string => {
    const state = this.imports.state();
    const { say } = this;
    if (state.kind === 'checking') return say('import.checking');
    if (state.kind === 'refused') return say(state.report ? 'import.found' : 'library.add');
    if (this.report()) return say('import.found');
    return say('import.drawings', { count: this.allDrawings().length });
  });

  constructor() {
    // Whoever cannot see the sheet is told by its heading, which takes the focus, what has become of the files.
    effect(() => {
      const { kind } = this.imports.state();
      if (kind === 'keeping') return;
      const { injector } = this;
      untracked(() => {
        afterNextRender(
          () => {
            this.topElement().nativeElement.focus();
          },
          { injector },
        );
      });
    });
  }

  protected namesOf(names: readonly string[]): string {
    const rest = names.length > MOST_NAMES ? ' …' : '';
    return names.slice(0, MOST_NAMES).join(', ') + rest;
  }

  protected optionOf({ reading, trial }: InkCandidate): string {
    const scale = this.importWords.scale(reading);
    if (!trial) return scale;
    const { right, of } = trial.shown;
    return this.say('import.inkOption', { scale, right, of });
  }

  protected nameOf({ digit }: LabelledDrawing, index: number): string {
    const number = index + 1;
    return typeof digit === 'number'
      ? this.say('import.putLabelled', { number, digit })
      : this.say('import.putOnPaper', { number });
  }

  protected keep(report: NetworkReport): void {
    this.keepWanted.emit({ report, ink: this.candidate()?.reading });
  }

  protected look(report: NetworkReport): void {
    this.lookWanted.emit({ report, ink: this.candidate()?.reading });
  }

  protected put(drawing: LabelledDrawing): void {
    this.imports.close();
    this.drawingChosen.emit(drawing);
  }

  protected cancel(): void {
    this.imports.close();
    this.closed.emit();
  }
}
