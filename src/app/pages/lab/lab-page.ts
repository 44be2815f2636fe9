import { FormatError } from '#model';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { formatLabLink, parseLabLink } from '../../network/lab/shared/lab-link.ts';
import type { LabOutlook } from '../../network/lab/shared/lab-protocol.ts';
import {
  DEFAULT_SETTINGS,
  type LabSettings,
  type Pace,
} from '../../network/lab/shared/lab-settings.ts';
import { curvePath } from './curve-path.ts';

/** What a run of the lab does, in words and a line: everything works, and nothing is drawn in 3D yet. */
@Component({
  selector: 'app-lab-page',
  imports: [RouterLink],
  templateUrl: './lab-page.html',
  styleUrl: './lab-page.css',
  providers: [LabService],
})
export class LabPage {
  protected readonly say = inject(Phrases).say;
  protected readonly figures = inject(Figures);
  protected readonly lab = inject(LabService);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);

  protected readonly paces = [
    ['step', 'lab.paceStep'],
    ['slow', 'lab.paceSlow'],
    ['time-lapse', 'lab.paceTimeLapse'],
    ['full', 'lab.paceFull'],
  ] as const;
  /** What the address asks for, or why it cannot be. */
  private readonly asked = computed((): LabSettings | FormatError => {
    const query = this.query();
    const pairs = (query?.keys ?? []).flatMap((key) =>
      (query?.getAll(key) ?? []).map((value): [string, string] => [key, value]),
    );
    try {
      return parseLabLink(new URLSearchParams(pairs).toString());
    } catch (error) {
      if (error instanceof FormatError) return error;
      throw error;
    }
  });
  protected readonly linkProblem = computed(() => {
    const asked = this.asked();
    return asked instanceof FormatError ? asked.message : undefined;
  });
  protected readonly settings = computed(() => {
    const asked = this.asked();
    return asked instanceof FormatError ? DEFAULT_SETTINGS : asked;
  });
  protected readonly link = computed(() =>
    formatLabLink(this.lab.run()?.settings ?? this.settings()),
  );
  protected readonly pace = signal<Pace | undefined>(undefined);
  protected readonly outlook = signal<LabOutlook | undefined>(undefined);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly isKept = signal(false);
  protected readonly isStarting = signal(false);

  protected readonly path = computed(() =>
    curvePath(this.lab.curve(), this.lab.run()?.totalImages),
  );
  protected readonly isHidden = computed(() => {
    const phase = this.lab.phase();
    return phase?.kind === 'held' && phase.why === 'hidden';
  });
  protected readonly last = computed(() => this.lab.curve().at(-1));

  constructor() {
    // Nothing is drawn of them here, so that they go back at once.
    effect(() => {
      const frame = this.lab.frame();
      if (frame) this.lab.frameShown(frame);
    });
    effect(() => {
      void this.look(this.settings());
    });
  }

  protected async start(
    from: 'beginning' | 'interruption' = 'beginning',
    changes: Partial<LabSettings> = {},
  ): Promise<void> {
    this.problem.set(undefined);
    this.isKept.set(false);
    this.isStarting.set(true);
    try {
      const pace = this.pace() ?? this.settings().pace;
      await this.lab.start({ ...this.settings(), ...changes, pace }, from);
      this.lab.go();
    } catch (error) {
      this.failed(error);
    }
    this.isStarting.set(false);
  }

  protected choosePace(pace: Pace): void {
    this.pace.set(pace);
    this.lab.setPace(pace);
    if (this.lab.phase()?.kind === 'learning' || this.lab.phase()?.kind === 'held') this.lab.go();
  }

  protected async keep(): Promise<void> {
    try {
      const dice = this.lab.run()?.settings.seed ?? 0;
      await this.lab.keep(this.say('lab.name', { dice }));
      this.isKept.set(true);
    } catch (error) {
      this.failed(error);
    }
  }

  private async look(settings: LabSettings): Promise<void> {
    try {
      this.outlook.set(await this.lab.look(settings));
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof WeightsFailure)) throw error;
    this.problem.set(error.message);
  }
}
