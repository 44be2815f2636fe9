import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { fromEvent } from 'rxjs';
import type { Guess } from '../../features/lab/curve/guess-flag.ts';
import { ExperimentWords } from '../../features/lab/experiments/experiment-words.ts';
import { RecipeWords } from '../../features/lab/recipe/recipe-words.ts';
import type { RunState } from '../../features/lab/run/run-states.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import {
  experimentOf,
  experimentSettings,
  type Experiment,
} from '../../network/lab/shared/experiments.ts';
import type { LabOutlook } from '../../network/lab/shared/lab-protocol.ts';
import {
  changedSettings,
  totalImages,
  type LabSettings,
  type LiveSettings,
  type Pace,
} from '../../network/lab/shared/lab-settings.ts';
import { learnedOf } from '../../network/lab/shared/own-digits.ts';
import { unlockedOf, type Lesson } from '../../network/lab/shared/prepared-link.ts';
import type { Prediction } from '../../network/prediction.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { CLOCK } from '../../platform/clock.ts';
import { keepInTab, tabValue } from '../../platform/tab-storage.ts';
import { LabAddress } from './lab-address.ts';

/** The prediction, which a reload must not lose. */
const GUESS = 'lab guess';
/** So long a lock may seem to be another tab's after this one has let go of it. */
const LOCK_MS = 300;

/** The state of the page: what a run is to be, what was guessed, how things stand, and what can be done. */
@Service({ autoProvided: false })
export class LabBench {
  private readonly lab = inject(LabService);
  private readonly say = inject(Phrases).say;
  private readonly words = inject(RecipeWords);
  private readonly experiments = inject(ExperimentWords);
  private readonly address = inject(LabAddress);
  private readonly clock = inject(CLOCK);

  private readonly chosen = linkedSignal((): LabSettings => this.address.lesson().settings);
  /** What an experiment has just changed of the recipe; nothing as soon as something else was chosen. */
  readonly turned = linkedSignal<LabSettings, readonly (keyof LabSettings)[]>({
    source: this.chosen,
    computation: () => [],
  });

  /** What the next run is to be; of a run that is under way, what it is by now. */
  readonly settings = computed((): LabSettings => {
    const run = this.lab.run();
    if (!run) return this.chosen();
    const changes = this.lab.changes().map(({ setting, value }) => ({ [setting]: value }));
    return Object.assign({}, run.settings, ...changes, { pace: this.pace() }) as LabSettings;
  });
  /** As it was chosen last, also while a run is under way. */
  readonly pace = linkedSignal((): Pace => this.chosen().pace);
  /** The recipe as the run began with it, or as it would begin: what is changed meanwhile makes it no other experiment. */
  private readonly beginning = computed(() => this.lab.run()?.settings ?? this.chosen());
  /** The experiment that it is; none where a teacher has prepared it. */
  readonly experiment = computed(() =>
    this.address.isPrepared() ? undefined : experimentOf(this.beginning()),
  );
  /** What is asked before a run. */
  readonly question = computed(
    () => this.address.lesson().question ?? this.experiments.question(this.experiment()?.name),
  );
  /** An answer to one question is none to another. */
  readonly guess = linkedSignal<string, Guess>({
    source: () => this.address.lesson().question ?? this.experiment()?.name ?? '',
    computation: (_, previous) => (previous ? undefined : guessIn(tabValue(GUESS))),
  });
  readonly outlook = signal<LabOutlook | undefined>(undefined);
  readonly isStarting = signal(false);
  readonly isKeeping = signal(false);
  /** Whether the run was kept as a network. */
  readonly isKept = signal(false);
  private readonly problem = signal<string | undefined>(undefined);
  /** Whether there was no room when the run was to be kept. */
  private readonly isFull = signal(false);

  /** Whether no run has begun. */
  readonly isAsking = computed(
    () => this.lab.run() === undefined && !this.lab.isWatching() && !this.isStarting(),
  );
  /** Whether a run is under way, in which few things can be changed. */
  readonly isLearning = computed(() => {
    const kind = this.lab.phase()?.kind;
    return kind === 'learning' || kind === 'held';
  });
  /** Whether half of the test digits are shut, and can be opened now: the run has ended. */
  readonly canOpenExam = computed(
    () =>
      this.lab.run()?.settings.isExam === true &&
      this.lab.phase()?.kind === 'ended' &&
      this.lab.isOwn() &&
      !this.lab.exam(),
  );
  /** Whether it may end by itself, and after how many images; before a run, what its settings say. */
  readonly totalImages = computed(() => {
    const [run, settings] = [this.lab.run(), this.settings()];
    const own = settings.ownDigits === 'train' ? learnedOf(this.lab.own.here()?.count ?? 0) : 0;
    return run ? run.totalImages : totalImages(settings, settings.digits + own);
  });
  /** The lines about the run. */
  readonly states = computed((): RunState[] => {
    const { lab } = this;
    const [wrongLink, phase, outlook] = [this.address.problem(), lab.phase(), this.outlook()];
    const message = this.problem() ?? lab.problem();
    const storage = lab.storage();
    const isLost = storage.kind === 'memory' && storage.reason === 'full';
    const isFull = this.isAsking() ? outlook?.room.isEnough === false : isLost || this.isFull();
    const states: (RunState | false | undefined)[] = [
      // Whoever has pressed Start has the usual recipe.
      this.isAsking() && wrongLink !== undefined && { kind: 'wrong-link', message: wrongLink },
      this.isStarting() && !lab.run() && 'loading',
      lab.isWatching() && (phase?.kind === 'held' ? 'held-elsewhere' : 'elsewhere'),
      !lab.isWatching() && phase?.kind === 'held' && phase.why === 'hidden' && 'hidden',
      lab.isGpuLost() && 'gpu-lost',
      lab.run()?.settings.device === 'gpu' && lab.run()?.device.kind === 'cpu' && 'no-gpu',
      message !== undefined && { kind: 'broke', message },
      storage.kind === 'memory' && !isLost && 'memory',
      isFull && !this.isKept() && 'full',
      this.isKept() && 'kept',
    ];
    const { interrupted } = outlook ?? {};
    if (this.isAsking() && interrupted) {
      const { images, isOwnChanged } = interrupted;
      states.push(isOwnChanged ? 'own-changed' : { kind: 'interrupted', images });
    }
    return states.filter((state) => state !== false && state !== undefined);
  });

  constructor() {
    effect(() => {
      const settings = this.chosen();
      // Also when a run was let go of, here or elsewhere, and when it died: what was saved can be gone on with.
      this.lab.problem();
      this.lab.own.here();
      if (!this.lab.isWatching()) untracked(() => void this.look(settings));
    });
    const keepGuess = (): void => {
      const guess = this.guess();
      keepInTab(GUESS, typeof guess === 'number' ? String(guess) : undefined);
    };
    effect(keepGuess);
    // On a busy tablet the page may go before the effect runs.
    fromEvent(window, 'pagehide').pipe(takeUntilDestroyed()).subscribe(keepGuess);
  }

  /** Changes the recipe: of the next run, or of the one under way what can be changed there. */
  change(changes: Partial<LabSettings>): void {
    const open = unlockedOf(changes, this.address.locked());
    if (this.lab.run() && this.isLearning()) {
      this.lab.change(liveOf(open));
      return;
    }
    this.plan({ ...this.settings(), ...open });
    // Whoever changes a word by mistake can go on with what was saved.
    if (this.lab.run()) this.lab.leave(false);
  }

  /** The next run learns from own digits, too; one that has ended is left for it. */
  learnOwn(): void {
    if (this.lab.run()) this.again({ ownDigits: 'train' });
    else this.change({ ownDigits: 'train' });
  }

  /** Makes the recipe that of an experiment. */
  tryOut(experiment: Experiment): void {
    const [before, after] = [this.settings(), experimentSettings(experiment, this.pace())];
    this.plan(after);
    if (this.lab.run()) this.lab.leave(false);
    this.guess.set(undefined);
    this.turned.set(changedSettings(before, after));
  }

  /** Begins a lesson as pupils do. */
  tryLesson(lesson: Lesson): void {
    this.address.begin(lesson);
    if (this.lab.run()) this.lab.leave(false);
    this.guess.set(undefined);
  }

  /** Begins a run, or goes on with the one that was interrupted. */
  async start(from: 'beginning' | 'interruption' = 'beginning'): Promise<void> {
    this.problem.set(undefined);
    this.isFull.set(false);
    this.isKept.set(false);
    this.isStarting.set(true);
    try {
      await this.lab.start({ ...this.chosen(), pace: this.pace() }, from);
      // One that was interrupted had a pace of its own.
      this.lab.setPace(this.pace());
      this.lab.go();
    } catch (error) {
      this.failed(error);
    }
    this.isStarting.set(false);
  }

  /** Back to before the run, with its recipe as it began; the same dice give the same run. */
  again(changes: Partial<LabSettings> = {}): void {
    this.plan({ ...(this.lab.run()?.settings ?? this.chosen()), ...changes, pace: this.pace() });
    this.isKept.set(false);
    this.isFull.set(false);
    // One that could not go on may do so from where it was saved.
    this.lab.leave(this.lab.problem() === undefined);
  }

  /** The same again with something changed, at once. */
  async startAgain(changes: Partial<LabSettings>): Promise<void> {
    this.again(changes);
    await this.start();
  }

  /** Opens what was shut: what is kept from now on has it. */
  openExam(): void {
    this.lab.openExam();
    this.isKept.set(false);
  }

  choosePace(pace: Pace): void {
    this.pace.set(pace);
    if (!this.lab.run()) return;
    this.lab.setPace(pace);
    if (this.isLearning() && !this.lab.death()) this.lab.go();
  }

  /** Keeps the run as a network; one that is still under way ends here. */
  async keep(): Promise<void> {
    const run = this.lab.run();
    if (!run) return;
    this.isKeeping.set(true);
    this.isFull.set(false);
    try {
      const recipe = this.words.told(run.settings, this.lab.changes().length > 0);
      const name = this.say('lab.name', { recipe });
      if (this.lab.phase()?.kind !== 'ended') await this.lab.finish();
      await this.lab.keep(name, this.prediction());
      this.isKept.set(true);
    } catch (error) {
      this.failed(error);
    }
    this.isKeeping.set(false);
  }

  private prediction(): Prediction | undefined {
    const [question, guess] = [this.question(), this.guess()];
    return typeof guess === 'number' ? { question, guess } : undefined;
  }

  private plan(settings: LabSettings): void {
    this.chosen.set(settings);
    this.address.write(settings);
  }

  /** @param isSure whether it was looked before: a lock that this tab has let go of is free a moment later */
  private async look(settings: LabSettings, isSure = false): Promise<void> {
    try {
      const outlook = await this.lab.look(settings);
      this.outlook.set(outlook);
      if (!outlook.isElsewhere || !this.isAsking()) return;
      if (isSure) await this.lab.start(settings);
      else this.clock.after(LOCK_MS, () => void this.look(this.chosen(), true));
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof WeightsFailure)) throw error;
    // What there is no room for can be kept when something else has gone.
    if (error.failure.storage === 'full') this.isFull.set(true);
    else this.problem.set(error.message);
  }
}

function liveOf({ rate, weightDecay, batchSize }: Partial<LabSettings>): Partial<LiveSettings> {
  return {
    ...(rate !== undefined && { rate }),
    ...(weightDecay !== undefined && { weightDecay }),
    ...(batchSize !== undefined && { batchSize }),
  };
}

function guessIn(text: string | null): Guess {
  return text !== null && /^\d{1,3}$/.test(text) ? Math.min(100, Number(text)) : undefined;
}
