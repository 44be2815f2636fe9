import { computed, ElementRef, inject, Service, signal, type Signal } from '@angular/core';
import { LensWords } from '../../features/scene/lens/lens-words.ts';
import type { NetworkScene } from '../../features/scene/network-scene.ts';
import { NAMELESS, NeuronNames } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { levelRows } from '../../layout/level-rows.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import type { PictureParts } from './picture/network-picture.ts';
import { picturePartsOf } from './picture/picture-parts.ts';
import { MISSING_PICTURE } from '../../features/scene/missing-picture.ts';
import { ReadingSession } from './reading-session.ts';

const DIGITS = 10;

/** The picture of the network among the page's other parts: its names, its rows of answers, and what is saved of it. */
@Service({ autoProvided: false })
export class StagePicture {
  private readonly session = inject(ReadingSession);
  private readonly areas = inject(StageAreas);
  private readonly names = inject(NeuronNames);
  private readonly lensWords = inject(LensWords);
  private readonly say = inject(Phrases).say;
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly source = signal<Signal<NetworkScene | undefined> | undefined>(undefined);
  private readonly scene = computed(() => this.source()?.());

  /** Rows for the answers, level with the network's outputs, as long as the camera has not moved. */
  readonly rows = computed(() => {
    const scene = this.scene();
    if (!scene || !this.areas.hasColumn() || this.session.view() !== 'home') return undefined;
    return levelRows(scene.outputAnchors().map(({ y }) => y));
  });
  /** Where the outputs end on the stage, for the lines from them to the rows; CSS pixels. */
  readonly outputsEnd = computed(() => {
    const anchors = this.rows() ? (this.scene()?.outputAnchors() ?? []) : [];
    return anchors.length > 0 ? Math.max(...anchors.map(({ x, radius }) => x + radius)) : undefined;
  });
  readonly outputNames = computed(() =>
    this.rows() ? Array.from({ length: DIGITS }, () => '') : undefined,
  );
  readonly layerNames = computed(() => {
    const network = this.session.network()?.network;
    return network ? this.names.layers(network) : [];
  });
  /** Whether the picture has the input in a place of its own, which has names beside it. */
  readonly isInputApart = computed(
    () => this.areas.inputPlace() !== undefined && this.session.view() === 'home',
  );
  readonly namesInPicture = computed(() =>
    this.isInputApart() ? [NAMELESS, ...this.layerNames().slice(1)] : this.layerNames(),
  );
  /** What colours and strokes mean: the same words as beside a neuron's map. */
  readonly legend = computed(() => ({
    raises: this.say('inspector.for'),
    lowers: this.say('inspector.against'),
    active: this.say('scene.active'),
  }));
  /** What the lens shows about a neuron or pixel; empty if it shows nothing. */
  readonly lensTitle = computed(() => {
    const network = this.session.network()?.network;
    const image = this.session.activations()?.image;
    return this.lensWords.title({ network, id: this.scene()?.lensNeuron(), image });
  });
  /** Why there is no picture of the network; undefined if there is one. */
  readonly missingPicture = computed(() => {
    const state = this.scene()?.state() ?? 'ok';
    return state === 'ok' ? undefined : this.say(MISSING_PICTURE[state]);
  });

  /** @param scene undefined until its code has come */
  start(scene: Signal<NetworkScene | undefined>): void {
    this.source.set(scene);
  }

  /** What a saved picture of the page shows; undefined without a network on it. */
  readonly parts = (hasPaper: boolean): PictureParts | undefined => {
    const scene = this.missingPicture() ? undefined : this.scene();
    // Without outputs on screen nothing has been drawn yet.
    if (!scene || scene.outputAnchors().length === 0) return undefined;
    const [drawing, areas] = [this.session.drawing(), this.areas];
    const isAtHome = this.session.view() === 'home';
    const shown = { scene, areas, isAtHome, drawing: hasPaper ? drawing : undefined };
    return picturePartsOf(this.page, shown);
  };
}
