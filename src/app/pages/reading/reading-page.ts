import type { Drawing, NeuronId } from '#model';
import { DOCUMENT } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { DigitPad } from '../../features/drawing/digit-pad.ts';
import { DrawingTools } from '../../features/drawing/drawing-tools.ts';
import { FingerHint } from '../../features/drawing/finger-hint.ts';
import { PalmRule } from '../../features/drawing/palm-rule.ts';
import { InputImage } from '../../features/drawing/input-image.ts';
import { DropZone } from '../../features/drop/drop-zone.ts';
import { HelpPanel } from '../../features/help/help-panel.ts';
import { LibraryDrawer, type Incoming } from '../../features/library/library-drawer.ts';
import { NAMELESS, NeuronNames } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Inspector } from '../../features/inspector/inspector.ts';
import { FrameOverlay } from '../../features/overlay/frame-overlay.ts';
import { AnswerAnnouncer } from '../../features/prediction/answer-announcer.ts';
import { AnswerBars } from '../../features/prediction/answer-bars.ts';
import { Verdict } from '../../features/prediction/verdict.ts';
import { LensCaption } from '../../features/scene/lens/lens-caption.ts';
import { NetworkInWords } from '../../features/scene/network-in-words.ts';
import { NetworkScene } from '../../features/scene/network-scene.ts';
import { ViewMenu } from '../../features/scene/view-menu.ts';
import { WalkCaptions } from '../../features/scene/walk/walk-captions.ts';
import { OverlaySetting } from '../../features/overlay/overlay-setting.ts';
import { PanelFolds, type Foldable } from '../../layout/panel-folds.ts';
import { LaunchedFiles } from '../../features/offline/install/launched-files.ts';
import { AppNotices } from '../app-notices.ts';
import { OfflineBadge } from '../../features/offline/offline-badge.ts';
import { OfflinePage } from '../../features/offline/offline-page.ts';
import { ReadingFilm } from './reading-film.ts';
import { READING_PROVIDERS, ReadingSession } from './reading-session.ts';
import { ReadingStory } from './reading-story.ts';
import { MISSING_PICTURE, ReadingTroubles } from './reading-troubles.ts';
import { picturePartsOf } from './picture/picture-parts.ts';
import { SavePanel } from './save-panel.ts';
import { startReading } from './start-reading.ts';
import { StageWords } from './stage-words.ts';
import { OfflineSummary } from '../../features/offline/offline-summary.ts';
import { SessionKeeper } from '../../platform/session-keeper.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { SettingsPanel } from '../settings/settings-panel.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { ActivationTable } from '../../features/table/activation-table.ts';
import { Timeline } from '../../features/timeline/timeline.ts';
import { FoldHandle } from '../../layout/fold-handle.ts';
import { FoldMenu } from '../../layout/fold-menu.ts';
import { Icon } from '../../ui/icon.ts';
import { PageAddress } from '../../platform/page-address.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { MissingPart } from '../../ui/missing-part.ts';
import { Notices } from '../../ui/notices.ts';
import { levelRows } from '../../layout/level-rows.ts';
import { Panel } from '../../layout/panel.ts';
import { SlideOver } from '../../layout/slide-over.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import { Trouble } from '../../ui/trouble.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';

const DIGITS = 10;
/** The page where a network reads a drawing. It only puts features together. */
@Component({
  selector: 'app-reading-page',
  // Listed one by one: Angular does not defer components that are spread from a list.
  imports: [
    ActivationTable,
    AnswerAnnouncer,
    AnswerBars,
    DigitPad,
    DrawingTools,
    DropZone,
    FingerHint,
    FoldHandle,
    FoldMenu,
    FrameOverlay,
    HelpPanel,
    Icon,
    Inspector,
    LensCaption,
    NetworkInWords,
    NetworkScene,
    MissingPart,
    Notices,
    OfflineBadge,
    OfflinePage,
    OfflineSummary,
    Panel,
    InputImage,
    LibraryDrawer,
    SavePanel,
    SettingsPanel,
    SlideOver,
    Timeline,
    Trouble,
    Verdict,
    ViewMenu,
    WalkCaptions,
  ],
  providers: [
    READING_PROVIDERS,
    ReadingFilm,
    ReadingTroubles,
    ReadingStory,
    StageAreas,
    StageWords,
  ],
  templateUrl: './reading-page.html',
  styleUrls: [
    './reading-page.css',
    './reading-layouts.css',
    './reading-beside.css',
    './reading-phones.css',
    './reading-reflow.css',
  ],
  host: {
    '[attr.data-story]': 'story.phase()',
    '[style.--free-left.px]': 'areas.free().left',
    '[style.--free-top.px]': 'areas.free().top',
    '[style.--free-width.px]': 'areas.free().width',
    '[style.--free-height.px]': 'areas.free().height',
    '[style.--story-turn.ms]': 'story.durations().turn',
    '[style.--story-paper-after.ms]': 'story.durations().paperAfter',
    '[style.--story-paper.ms]': 'story.durations().paper',
    '[style.--story-numeral.ms]': 'story.durations().numeral',
  },
})
export class ReadingPage {
  protected readonly weights = inject(WeightsService);
  protected readonly session = inject(ReadingSession);
  protected readonly film = inject(ReadingFilm);
  protected readonly story = inject(ReadingStory);
  protected readonly preparation = inject(PreparationSetting);
  protected readonly themeSetting = inject(ThemeSetting);
  protected readonly sceneSettings = inject(SceneSettings);
  protected readonly overlay = inject(OverlaySetting);
  protected readonly folds = inject(PanelFolds);
  protected readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  /** Ten rows of answers stand beside the network. */
  private readonly isLandscape = mediaQuery('(min-aspect-ratio: 1/1)');
  protected readonly areas = inject(StageAreas);
  protected readonly say = inject(Phrases).say;
  private readonly names = inject(NeuronNames);
  protected readonly words = inject(StageWords);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly appNotices = inject(AppNotices);
  protected readonly troubles = inject(ReadingTroubles);
  private readonly launched = inject(LaunchedFiles).files;
  protected readonly areSettingsWanted = signal(false);
  private readonly settings = viewChild<SettingsPanel>('settings');
  protected readonly isLibraryWanted = signal(false);
  private readonly library = viewChild<LibraryDrawer>('library');
  /** Files that came in by drop, paste or the system. */
  protected readonly incoming = signal<Incoming | undefined>(undefined);
  protected readonly isSavingWanted = signal(false);
  private readonly saving = viewChild<SavePanel>('saving');

  private readonly store = inject(DrawingStore);
  private readonly palm = inject(PalmRule);
  private readonly keeper = inject(SessionKeeper);
  protected readonly digitPad = viewChild.required(DigitPad);
  protected readonly scene = viewChild<NetworkScene>('scene');
  private readonly stage = viewChild.required<ElementRef<Element>>('stage');
  /** In its place the scene shows the input, where that is large enough. */
  private readonly inputImage = viewChild.required(InputImage);
  protected readonly isHelpWanted = signal(false);
  private readonly help = viewChild<HelpPanel>('help');
  private readonly table = viewChild<ActivationTable>('table');
  /** What had the focus when the table was opened. */
  private tableOpener: Element | null = null;
  /** What had the focus when a neuron was picked in the description. */
  protected wordsOpener: Element | null = null;
  /** Whether the answers are beside the network, in a column of their own. */
  protected readonly areAnswersBeside = computed(
    () => this.isLandscape() && !this.folds.isFolded('answers') && !this.session.isAsideOpen(),
  );
  /** Rows for the answers, level with the network's outputs, as long as the camera has not moved. */
  protected readonly rows = computed(() => {
    const scene = this.scene();
    if (!scene || !this.areas.hasColumn() || this.session.view() !== 'home') return undefined;
    return levelRows(scene.outputAnchors().map(({ y }) => y));
  });
  /** Where the outputs end on the stage, for the lines from them to the rows; CSS pixels. */
  protected readonly outputsEnd = computed(() => {
    const anchors = this.rows() ? (this.scene()?.outputAnchors() ?? []) : [];
    return anchors.length > 0 ? Math.max(...anchors.map(({ x, radius }) => x + radius)) : undefined;
  });
  protected readonly outputNames = computed(() =>
    this.rows() ? Array.from({ length: DIGITS }, () => '') : undefined,
  );
  protected readonly layerNames = computed(() => {
    const network = this.session.network()?.network;
    return network ? this.names.layers(network) : [];
  });
  /** Whether the picture has the input in a place of its own, which has names beside it. */
  protected readonly isInputApart = computed(
    () => this.areas.inputPlace() !== undefined && this.session.view() === 'home',
  );
  protected readonly namesInPicture = computed(() => {
    return this.isInputApart() ? [NAMELESS, ...this.layerNames().slice(1)] : this.layerNames();
  });
  protected readonly lensTitle = computed(() => this.words.lensTitle(this.scene()?.lensNeuron()));
  /** Why there is no picture of the network; undefined if there is one. */
  protected readonly missingPicture = computed(() => {
    const state = this.scene()?.state() ?? 'ok';
    return state === 'ok' ? undefined : this.say(MISSING_PICTURE[state]);
  });
  /** What a picture of the page shows; undefined without a network on it. */
  protected readonly pictureParts = (hasPaper: boolean) => {
    const scene = this.missingPicture() ? undefined : this.scene();
    // Without outputs on screen nothing has been drawn yet.
    if (!scene || scene.outputAnchors().length === 0) return undefined;
    const [drawing, areas] = [this.session.drawing(), this.areas];
    const isAtHome = this.session.view() === 'home';
    const shown = { scene, areas, isAtHome, drawing: hasPaper ? drawing : undefined };
    return picturePartsOf(this.host, shown);
  };
  protected readonly isOfflineOpen = signal(inject(PageAddress).asksFor('offline'));
  protected readonly checkpoints = computed(() => this.weights.set()?.timeline ?? []);

  constructor() {
    const { dataset } = this.document.documentElement;
    afterNextRender(() => {
      this.areas.start(this.stage().nativeElement);
      this.areas.placeInput(this.inputImage().element);
      this.areas.placePaper(this.digitPad().element);
    });
    effect(() => {
      const loaded = this.weights.loaded();
      if (loaded) this.session.use(loaded);
    });
    effect(() => {
      const files = this.launched();
      if (files.length > 0) this.takeFiles(files);
    });
    effect(() => {
      dataset['ready'] = String(this.session.isReady());
    });
    startReading();
    this.story.start(this.scene);
  }

  /** Clears the selection and moves the keyboard focus back to where the neuron was picked. */
  protected clearSelection(): void {
    this.session.selection.set(undefined);
    if (this.session.isTableOpen()) this.afterRender(() => this.table()?.focus());
    else if (this.wordsOpener instanceof HTMLElement) this.wordsOpener.focus();
    else this.scene()?.focus();
    this.wordsOpener = null;
  }

  /** Picks a neuron. The focus moves to its arithmetic, and back when that is closed. */
  protected pickInWords(neuron: NeuronId): void {
    this.wordsOpener = this.document.activeElement;
    this.session.selection.set(neuron);
  }

  protected openSettings(): void {
    this.areSettingsWanted.set(true);
    this.settings()?.open();
  }

  protected openLibrary(): void {
    this.isLibraryWanted.set(true);
    this.library()?.open();
  }

  protected openSaving(): void {
    this.isSavingWanted.set(true);
    this.saving()?.open();
  }

  /** Has files that were opened, dropped or pasted checked: the library says what they are. */
  protected takeFiles(files: readonly File[]): void {
    this.troubles.forgetDrop();
    this.incoming.set({ files });
    this.openLibrary();
  }

  /** Puts a drawing from a file on the paper. */
  protected showDrawing(drawing: Drawing): void {
    this.store.dispatch({ kind: 'replace', drawing });
  }

  /** Clears everything that was done on the page, for the next person; settings stay. */
  protected startAfresh(): void {
    this.session.reset();
    this.palm.forgetPen();
    this.weights.show(this.checkpoints().length - 1);
    this.keeper.startAfresh();
    this.afterRender(() => {
      this.digitPad().focus();
    });
  }

  protected refuseDrop(text: string): void {
    // A dialog covers the notices.
    const isDialogOpen = this.document.querySelector('dialog:modal') !== null;
    if (isDialogOpen) {
      this.incoming.set({ refusal: text });
      this.openLibrary();
    } else {
      this.troubles.refuseDrop(text);
    }
  }

  protected openHelp(): void {
    this.isHelpWanted.set(true);
    this.help()?.open();
  }

  protected openTable(): void {
    this.tableOpener = this.document.activeElement;
    this.session.selection.set(undefined);
    this.session.isTableOpen.set(true);
  }

  protected closeTable(): void {
    this.session.isTableOpen.set(false);
    if (this.tableOpener instanceof HTMLElement) this.tableOpener.focus();
  }

  /** Unfolds a panel, and moves the focus to it. */
  protected unfold(panel: Foldable): void {
    this.folds.toggle(panel);
    this.afterRender(() => {
      const element = this.document.getElementById(`panel-${panel}`);
      (element?.querySelector<HTMLElement>('[tabindex="0"]') ?? element)?.focus();
    });
  }

  protected retry(): void {
    this.weights.retry();
    this.session.retry();
  }

  private afterRender(act: () => void): void {
    const { injector } = this;
    afterNextRender(act, { injector });
  }
}
