import type { NeuronId } from '#model';
import { DOCUMENT } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  viewChild,
} from '@angular/core';
import { DigitPad } from '../../features/drawing/digit-pad.ts';
import { DrawingTools } from '../../features/drawing/drawing-tools.ts';
import { FingerHint } from '../../features/drawing/finger-hint.ts';
import { PalmRule } from '../../features/drawing/palm-rule.ts';
import { InputImage } from '../../features/drawing/input-image.ts';
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
import { AppNotices } from '../app-notices.ts';
import { OfflineBadge } from '../../features/offline/offline-badge.ts';
import { ReadingDialogs } from './reading-dialogs.ts';
import { ReadingFilm } from './reading-film.ts';
import { READING_PROVIDERS, ReadingSession } from './reading-session.ts';
import { ReadingStory } from './reading-story.ts';
import { ReadingTroubles } from './reading-troubles.ts';
import { StagePicture } from './stage-picture.ts';
import { startReading } from './start-reading.ts';
import { SessionKeeper } from '../../platform/session-keeper.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { ActivationTable } from '../../features/table/activation-table.ts';
import { Timeline } from '../../features/timeline/timeline.ts';
import { FoldHandle } from '../../layout/fold-handle.ts';
import { FoldMenu } from '../../layout/fold-menu.ts';
import { Icon } from '../../ui/icon.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { MissingPart } from '../../ui/missing-part.ts';
import { Notices } from '../../ui/notices.ts';
import { PageLink } from '../../ui/page-link.ts';
import { Panel } from '../../layout/panel.ts';
import { SlideOver } from '../../layout/slide-over.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import { Trouble } from '../../ui/trouble.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';

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
    FingerHint,
    FoldHandle,
    FoldMenu,
    FrameOverlay,
    Icon,
    Inspector,
    LensCaption,
    NetworkInWords,
    NetworkScene,
    MissingPart,
    Notices,
    OfflineBadge,
    PageLink,
    Panel,
    ReadingDialogs,
    InputImage,
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
    StagePicture,
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
  protected readonly stage = inject(StagePicture);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly appNotices = inject(AppNotices);
  protected readonly troubles = inject(ReadingTroubles);
  private readonly palm = inject(PalmRule);
  private readonly keeper = inject(SessionKeeper);
  protected readonly digitPad = viewChild.required(DigitPad);
  protected readonly scene = viewChild<NetworkScene>('scene');
  private readonly stageArea = viewChild.required<ElementRef<Element>>('stageArea');
  /** In its place the scene shows the input, where that is large enough. */
  private readonly inputImage = viewChild.required(InputImage);
  private readonly table = viewChild<ActivationTable>('table');
  /** What had the focus when the table was opened. */
  private tableOpener: Element | null = null;
  /** What had the focus when a neuron was picked in the description. */
  protected wordsOpener: Element | null = null;
  /** Whether the answers are beside the network, in a column of their own. */
  protected readonly areAnswersBeside = computed(
    () => this.isLandscape() && !this.folds.isFolded('answers') && !this.session.isAsideOpen(),
  );
  protected readonly checkpoints = computed(() => this.weights.set()?.timeline ?? []);

  constructor() {
    afterNextRender(() => {
      this.areas.start(this.stageArea().nativeElement);
      this.areas.placeInput(this.inputImage().element);
      this.areas.placePaper(this.digitPad().element);
    });
    effect(() => {
      const loaded = this.weights.loaded();
      if (loaded) this.session.use(loaded);
    });
    startReading();
    this.story.start(this.scene);
    this.stage.start(this.scene);
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
