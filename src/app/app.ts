import {
  architectureOf,
  hasNeuron,
  judge,
  type NetworkSpec,
  type NeuronId,
  prepareInput,
  renderPad,
} from '#model';
import { DOCUMENT } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { DigitPad } from './drawing/digit-pad';
import { SeenImage } from './drawing/seen-image';
import { clearSketch, EMPTY_SKETCH, undoChange } from './drawing/sketch';
import { HelpPanel } from './help/help-panel';
import type { PhraseKey } from './i18n/languages';
import { Phrases } from './i18n/phrases';
import { InferenceWorker } from './inference/inference-worker';
import { Inspector } from './inspector/inspector';
import { FrameOverlay } from './overlay/frame-overlay';
import { AnswerAnnouncer } from './probabilities/answer-announcer';
import { AnswerBars } from './probabilities/answer-bars';
import { steadyJudgement } from './probabilities/steady-judgement';
import { Verdict } from './probabilities/verdict';
import { NetworkScene } from './scene/network-scene';
import { ViewMenu } from './scene/view-menu';
import { OverlaySetting } from './settings/overlay-setting';
import { PanelFolds, type Foldable } from './settings/panel-folds';
import { PreparationSetting } from './settings/preparation-setting';
import { SceneSettings } from './settings/scene-settings';
import { SettingsPanel } from './settings/settings-panel';
import { ThemeSetting } from './settings/theme-setting';
import { ActivationTable } from './table/activation-table';
import { Timeline } from './timeline/timeline';
import { FoldHandle } from './ui/fold-handle';
import { FoldMenu } from './ui/fold-menu';
import { Icon } from './ui/icon';
import { mediaQuery } from './ui/media-query';
import { Notices, type Notice } from './ui/notices';
import { Panel } from './ui/panel';
import { StageAreas } from './ui/stage-areas';
import { WeightsService } from './weights/weights-service';

const DIGITS = 10;

const MISSING_PICTURE = { unsupported: 'scene.unsupported', lost: 'scene.lost' } as const;
const KEPT_IN_MEMORY = {
  missing: 'storage.missing',
  full: 'storage.full',
  failed: 'storage.failed',
} as const;

/** The page: composition only. Strokes become an image, the image becomes an answer. */
@Component({
  selector: 'app-root',
  // One by one: what is spread from a list would not be deferred.
  imports: [
    ActivationTable,
    AnswerAnnouncer,
    AnswerBars,
    DigitPad,
    FoldHandle,
    FoldMenu,
    FrameOverlay,
    HelpPanel,
    Icon,
    Inspector,
    NetworkScene,
    Notices,
    Panel,
    SeenImage,
    SettingsPanel,
    Timeline,
    Verdict,
    ViewMenu,
  ],
  providers: [StageAreas],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  protected readonly weights = inject(WeightsService);
  protected readonly inference = inject(InferenceWorker);
  protected readonly preparation = inject(PreparationSetting);
  protected readonly themeSetting = inject(ThemeSetting);
  protected readonly sceneSettings = inject(SceneSettings);
  protected readonly overlay = inject(OverlaySetting);
  protected readonly folds = inject(PanelFolds);
  protected readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  /** Answers beside the network, with height enough for ten rows. */
  private readonly isLandscape = mediaQuery('(min-aspect-ratio: 1/1) and (min-height: 521px)');
  protected readonly areas = inject(StageAreas);
  protected readonly say = inject(Phrases).say;
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);

  protected readonly sketch = signal(EMPTY_SKETCH);
  protected readonly image = computed(() =>
    (this.preparation.isPrepared() ? prepareInput : renderPad)(this.sketch().strokes),
  );
  protected readonly probabilities = computed(() => this.inference.activations()?.probabilities);
  private readonly digitPad = viewChild.required(DigitPad);
  protected readonly judgement = steadyJudgement(
    computed(() => judge(this.inference.activations())),
    computed(() => this.digitPad().isDrawing()),
  );
  protected readonly scene = viewChild<NetworkScene>('scene');
  /** What was picked in the picture of the network. */
  protected readonly selection = linkedSignal<NetworkSpec | undefined, NeuronId | undefined>({
    source: () => this.inference.shown()?.set.network,
    computation: (network, previous) =>
      network && previous?.value && hasNeuron(network, previous.value) ? previous.value : undefined,
  });
  protected readonly isTableOpen = signal(false);
  /** Whether a neuron's arithmetic or the table has the answers' place. */
  protected readonly isAsideOpen = computed(() => this.isTableOpen() || !!this.selection());
  protected readonly isHelpWanted = signal(false);
  private readonly help = viewChild<HelpPanel>('help');
  private readonly table = viewChild<ActivationTable>('table');
  /** Where the keyboard was when the table was opened. */
  private tableOpener: Element | null = null;
  /**
   * Where the answers' rows stand, CSS pixels of the stage: level with the network's outputs as long as the
   * camera has not moved and nothing else is in their place.
   */
  protected readonly rows = computed(() => {
    const scene = this.scene();
    const isBeside = this.isLandscape() && !this.isAsideOpen() && !this.folds.isFolded('answers');
    const heights = isBeside && scene?.isHomeView() ? scene.outputAnchors().map(({ y }) => y) : [];
    const [first, last] = [heights[0], heights.at(-1)];
    if (heights.length !== DIGITS || first === undefined || last === undefined) return undefined;
    const pitch = (last - first) / (DIGITS - 1);
    return { top: first - pitch / 2, height: pitch * DIGITS };
  });
  protected readonly outputNames = computed(() =>
    this.rows() ? Array.from({ length: DIGITS }, () => '') : undefined,
  );
  protected readonly layerNames = computed(() => {
    const network = this.inference.shown()?.set.network;
    const sizes = network ? architectureOf(network) : [];
    return sizes.map((size, layer) => {
      if (layer === 0) return this.say('scene.pixels');
      return this.say(layer === sizes.length - 1 ? 'scene.digits' : 'scene.neurons', { size });
    });
  });
  /** Why there is no picture of the network, where there is none. */
  protected readonly missingPicture = computed(() => {
    const state = this.scene()?.state() ?? 'ok';
    return state === 'ok' ? undefined : this.say(MISSING_PICTURE[state]);
  });
  protected readonly notices = computed((): readonly Notice[] => {
    const storage = this.weights.storage();
    const kinds: PhraseKey[] = [];
    if (storage.kind === 'memory') kinds.push(KEPT_IN_MEMORY[storage.reason]);
    if (this.scene()?.rankingError() !== undefined) kinds.push('scene.unranked');
    return kinds.map((kind) => ({ kind, text: this.say(kind) }));
  });
  protected readonly isBlank = computed(() => this.sketch().strokes.length === 0);
  protected readonly canUndo = computed(() => this.sketch().earlier.length > 0);
  protected readonly checkpoints = computed(() => this.weights.set()?.timeline ?? []);
  /** A checkpoint that does not come while another one is on screen: the timeline tells. */
  protected readonly checkpointProblem = computed(() => {
    const problem = this.weights.problem();
    return this.inference.shown() && problem?.kind === 'checkpoint' ? problem : undefined;
  });
  private readonly exportProblem = computed(() => {
    const problem = this.weights.problem();
    return problem === this.checkpointProblem() ? undefined : problem;
  });
  /** What keeps the network from reading, or from reading with the weights that were chosen. */
  protected readonly trouble = linkedSignal(() => {
    const message = this.inference.error() ?? this.exportProblem()?.message;
    return message === undefined ? undefined : { message, canRead: this.inference.ready() };
  });

  constructor() {
    const { dataset } = this.document.documentElement;
    this.areas.setStage(inject<ElementRef<Element>>(ElementRef).nativeElement);
    effect(() => {
      const loaded = this.weights.loaded();
      if (loaded) this.inference.load(loaded);
    });
    effect(() => {
      this.inference.read(this.image());
    });
    effect(() => {
      dataset['ready'] = String(this.inference.ready());
    });
  }

  /** Lets the picked neuron go; the keyboard goes on where it was picked. */
  protected letGo(): void {
    this.selection.set(undefined);
    if (this.isTableOpen()) this.afterRender(() => this.table()?.focus());
    else this.scene()?.focus();
  }

  protected openHelp(): void {
    this.isHelpWanted.set(true);
    this.help()?.open();
  }

  protected openTable(): void {
    this.tableOpener = this.document.activeElement;
    this.selection.set(undefined);
    this.isTableOpen.set(true);
  }

  protected closeTable(): void {
    this.isTableOpen.set(false);
    if (this.tableOpener instanceof HTMLElement) this.tableOpener.focus();
  }

  /** Brings a folded panel back; the keyboard goes on there. */
  protected unfold(panel: Foldable): void {
    this.folds.toggle(panel);
    this.afterRender(() => {
      const place = this.document.getElementById(`panel-${panel}`);
      (place?.querySelector<HTMLElement>('[tabindex="0"]') ?? place)?.focus();
    });
  }

  protected dismissTrouble(): void {
    this.trouble.set(undefined);
  }

  protected retry(): void {
    this.weights.retry();
    this.inference.retry();
  }

  /** Sends a wave through the network as soon as the picture has what was drawn last. */
  protected sendWave(): void {
    this.afterRender(() => this.scene()?.playWave());
  }

  protected undo(): void {
    this.sketch.update(undoChange);
  }

  protected clear(): void {
    this.sketch.update(clearSketch);
  }

  private afterRender(act: () => void): void {
    const { injector } = this;
    afterNextRender(act, { injector });
  }
}
