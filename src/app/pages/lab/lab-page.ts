import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { DigitPad } from '../../features/drawing/digit-pad.ts';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { DrawingTools } from '../../features/drawing/drawing-tools.ts';
import { FingerHint } from '../../features/drawing/finger-hint.ts';
import { InputImage } from '../../features/drawing/input-image.ts';
import { CurveChart } from '../../features/lab/curve/curve-chart.ts';
import { LabDrawer } from '../../features/lab/more/lab-drawer.ts';
import { RecipeSentence } from '../../features/lab/recipe/recipe-sentence.ts';
import { DeadRun } from '../../features/lab/run/dead-run.ts';
import { RunAnnouncer } from '../../features/lab/run/run-announcer.ts';
import { RunResult } from '../../features/lab/run/run-result.ts';
import { RunStates } from '../../features/lab/run/run-states.ts';
import { RunTransport } from '../../features/lab/run/run-transport.ts';
import { ACTS } from '../../features/lab/step/acts.ts';
import { StepPanel } from '../../features/lab/step/step-panel.ts';
import { LibraryDrawer } from '../../features/library/library-drawer.ts';
import { AnswerAnnouncer } from '../../features/prediction/answer-announcer.ts';
import { AnswerBars } from '../../features/prediction/answer-bars.ts';
import { Verdict } from '../../features/prediction/verdict.ts';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { timeLapseSeconds } from '../../network/lab/shared/time-lapse.ts';
import { DigitDownload } from '../../network/library/client/digit-download.ts';
import { toldElsewhere } from '../../network/weights/client/weights-failure.ts';
import { levelRows } from '../../layout/level-rows.ts';
import { Panel } from '../../layout/panel.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import { SessionKeeper } from '../../platform/session-keeper.ts';
import { READABLE_MS, throttled } from '../../platform/throttled.ts';
import { Icon } from '../../ui/icon.ts';
import { LazyDialog } from '../../ui/lazy-dialog.ts';
import { MissingPart } from '../../ui/missing-part.ts';
import { Notices } from '../../ui/notices.ts';
import { PageLink } from '../../ui/page-link.ts';
import { SegmentedChoice } from '../../ui/segmented-choice.ts';
import { AppNotices } from '../app-notices.ts';
import { READING_PROVIDERS, ReadingSession } from '../reading/reading-session.ts';
import { LabAddress } from './lab-address.ts';
import { LabBench } from './lab-bench.ts';
import { EvidenceStage, LabDialogs } from './lab-asked.ts';
import type { AskedDialog, LabDialogName } from './lab-dialogs.ts';
import { LabEvidence } from './lab-evidence.ts';
import { LabFilm } from './lab-film.ts';
import { LabFinding } from './lab-finding.ts';
import { LabKeys } from './lab-keys.ts';
import { LabSteps } from './lab-steps.ts';
import { LabViews } from './lab-views.ts';
import { LearningNetwork } from './learning-network.ts';
import { LabStage } from './stage/lab-stage.ts';
import { LiveWeights } from './stage/live-weights.ts';

/** On phones the input is smaller than elsewhere, for the sake of what neurons weigh; CSS pixels. */
const LEAST_INPUT = 80;
/** Between the network and what stands beside it, for the same reason; CSS pixels. */
const MARGIN = 10;
const ACT_NAMES = { 1: 'lab.act1', 2: 'lab.act2', 3: 'lab.act3', 4: 'lab.act4' } as const;

/** The page where a network is trained: its recipe is a sentence, and its prediction a flag on the curve. */
@Component({
  selector: 'app-lab-page',
  // Listed one by one: Angular does not defer components that are spread from a list.
  imports: [
    AnswerAnnouncer,
    AnswerBars,
    CurveChart,
    DeadRun,
    DigitPad,
    DrawingTools,
    EvidenceStage,
    FingerHint,
    Icon,
    InputImage,
    LabDialogs,
    LabDrawer,
    LabStage,
    LibraryDrawer,
    MissingPart,
    Notices,
    PageLink,
    Panel,
    RecipeSentence,
    RunAnnouncer,
    RunResult,
    RunStates,
    RunTransport,
    SegmentedChoice,
    StepPanel,
    Verdict,
  ],
  providers: [
    READING_PROVIDERS,
    LabService,
    LabAddress,
    LabBench,
    LabEvidence,
    LabFilm,
    LabFinding,
    LabKeys,
    LabSteps,
    LabViews,
    LearningNetwork,
    LiveWeights,
    StageAreas,
  ],
  templateUrl: './lab-page.html',
  styleUrls: [
    './lab-page.css',
    './lab-views.css',
    './lab-upright.css',
    './lab-phone.css',
    './lab-low.css',
  ],
  host: { '[class.printing]': 'isPrinting()' },
})
export class LabPage {
  protected readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);
  protected readonly lab = inject(LabService);
  protected readonly address = inject(LabAddress);
  protected readonly bench = inject(LabBench);
  protected readonly evidence = inject(LabEvidence);
  protected readonly finding = inject(LabFinding);
  protected readonly film = inject(LabFilm);
  protected readonly steps = inject(LabSteps);
  protected readonly views = inject(LabViews);
  protected readonly learning = inject(LearningNetwork);
  protected readonly session = inject(ReadingSession);
  protected readonly appNotices = inject(AppNotices);
  private readonly digits = inject(DigitDownload);
  private readonly router = inject(Router);

  private readonly libraryDrawer = viewChild<LibraryDrawer>('libraryDrawer');
  private readonly labDrawer = viewChild<LabDrawer>('labDrawer');
  protected readonly library = new LazyDialog(this.libraryDrawer);
  protected readonly more = new LazyDialog(this.labDrawer);
  protected readonly asked = signal<AskedDialog | undefined>(undefined);
  /** Whether what is printed is the page to take home. */
  protected readonly isPrinting = signal(false);
  protected readonly hasGpu = 'gpu' in navigator;

  protected readonly acts = computed(() =>
    ACTS.map((act) => ({ value: String(act), text: this.say(ACT_NAMES[act]) })),
  );
  /** What was measured at the moment on screen. */
  protected readonly point = computed(() => {
    const [moment, curve] = [this.learning.moment(), this.lab.curve()];
    const images = moment === undefined ? undefined : this.lab.milestoneImages()[moment];
    return images === undefined ? curve.at(-1) : curve.find((point) => point.images === images);
  });
  private readonly progress = throttled(
    computed(() => this.lab.progress()?.images),
    READABLE_MS,
  );
  protected readonly images = computed(() => {
    const moment = this.learning.moment();
    const images = moment === undefined ? undefined : this.lab.milestoneImages()[moment];
    // Progress is told now and then; what is measured may be of a later moment.
    const [told, measured] = [this.progress(), this.lab.curve().at(-1)?.images];
    return images ?? Math.max(told ?? 0, measured ?? 0);
  });
  protected readonly milestone = computed(() => this.lab.milestones().at(-1)?.point);
  protected readonly saying = computed(() => {
    const saying = this.session.saying();
    // What an empty paper asks for is on the paper already.
    return saying.kind === 'blank' && this.bench.isAsking()
      ? ({ kind: 'untrained', digit: undefined } as const)
      : saying;
  });
  protected readonly seconds = computed(() => timeLapseSeconds(this.bench.totalImages()));
  protected readonly missing = computed(() =>
    this.digits.all() === 'here' || this.digits.bytesMissing() === 0
      ? ''
      : this.figures.size(this.digits.bytesMissing()),
  );
  protected readonly areas = inject(StageAreas);
  protected readonly curve = viewChild(CurveChart);
  protected readonly stage = viewChild(LabStage);
  private readonly stageArea = viewChild.required<ElementRef<Element>>('stageArea');
  private readonly inputImage = viewChild.required(InputImage);
  private readonly digitPad = viewChild.required(DigitPad);
  /** Rows for the answers, level with the network's outputs. */
  protected readonly rows = computed(() =>
    levelRows((this.stage()?.outputAnchors() ?? []).map(({ y }) => y)),
  );

  constructor() {
    afterNextRender(() => {
      this.areas.start(this.stageArea().nativeElement, MARGIN);
      this.areas.placeInput(this.inputImage().element, LEAST_INPUT);
      this.areas.placePaper(this.digitPad().element);
    });
    inject(LabKeys).start();
    effect(() => {
      this.evidence.isWanted.set(this.views.evidence() !== undefined);
    });
    this.keepDrawing();
    void this.digits.look();
    // Where nothing can be read, there are none; whoever writes one hears why it is not kept.
    void toldElsewhere(this.lab.own.look());
  }

  /** Where networks read is another page. */
  protected leaveToRead(): void {
    void this.router.navigateByUrl('/');
  }

  protected open(name: LabDialogName): void {
    if (name === 'sheet') {
      this.isPrinting.set(true);
      void this.finding.bring();
    }
    this.asked.set({ name });
  }

  /** The paper is the one of the page before, and keeps what is on it across reloads. */
  private keepDrawing(): void {
    const [keeper, store] = [inject(SessionKeeper), inject(DrawingStore)];
    const drawing = keeper.start({
      drawing: this.session.drawing,
      isDrawing: this.session.isPenDown,
      // The checkpoint and the neuron belong to another network.
      picked: signal(undefined),
      checkpoints: signal([]),
      position: signal(0),
      network: signal(undefined),
      show: () => undefined,
    });
    store.dispatch({ kind: 'reset', drawing });
    inject(DestroyRef).onDestroy(() => {
      keeper.save();
    });
  }
}
