import {
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { ExperimentDrawer } from '../../features/lab/experiments/experiment-drawer.ts';
import { LessonEditor } from '../../features/lab/lesson/lesson-editor.ts';
import { RunSheet } from '../../features/lab/sheet/run-sheet.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabAddress } from './lab-address.ts';
import { LabBench } from './lab-bench.ts';
import { LabFinding } from './lab-finding.ts';
import { OwnDigitsDialog } from './own/own-digits-dialog.ts';

/** What opens over the page, beside drawers. */
export type LabDialogName = 'own' | 'experiments' | 'lesson' | 'sheet';

/** A request to open one: a new object is a new request, even for the same one. */
export interface AskedDialog {
  readonly name: LabDialogName;
}

/** What opens over the page, each from when it is first asked for. */
@Component({
  selector: 'app-lab-dialogs',
  imports: [ExperimentDrawer, LessonEditor, OwnDigitsDialog, RunSheet],
  templateUrl: './lab-dialogs.html',
})
export class LabDialogs {
  protected readonly lab = inject(LabService);
  protected readonly address = inject(LabAddress);
  protected readonly bench = inject(LabBench);
  protected readonly finding = inject(LabFinding);
  protected readonly session = inject(ReadingSession);

  readonly asked = input.required<AskedDialog>();
  readonly sheetClosed = output();

  /** Those that have been asked for: they open as they come. */
  protected readonly there = signal<ReadonlySet<LabDialogName>>(new Set());
  private readonly own = viewChild(OwnDigitsDialog);
  private readonly experiments = viewChild(ExperimentDrawer);
  private readonly lesson = viewChild(LessonEditor);
  private readonly sheet = viewChild(RunSheet);

  /** What a lesson begins with that is prepared here. */
  protected readonly prepared = computed(() => ({
    ...this.address.lesson(),
    settings: this.bench.settings(),
  }));

  constructor() {
    effect(() => {
      const { name } = this.asked();
      untracked(() => {
        this.there.update((there) => new Set(there).add(name));
        this[name]()?.open();
      });
    });
  }
}
