import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import type { LayerName } from '../../i18n/neuron-names.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Flyout } from '../../ui/flyout.ts';
import { Icon } from '../../ui/icon.ts';
import type { SceneView } from './camera/camera-rig.ts';

interface Entry {
  readonly view: SceneView;
  readonly name: string;
  readonly isShown: boolean;
}

/**
 * A button that opens a menu: the prepared views, which are the whole network and each layer, and further groups of
 * entries as its content.
 */
@Component({
  selector: 'app-view-menu',
  imports: [Flyout, Icon],
  templateUrl: './view-menu.html',
  styleUrl: './view-menu.css',
})
export class ViewMenu {
  protected readonly say = inject(Phrases).say;

  /** Names of the layers from input to output; none if there is no picture. */
  readonly layers = input.required<readonly LayerName[]>();
  /** The prepared view that is showing; undefined once someone has moved the camera. */
  readonly view = input<SceneView>();

  readonly chosen = output<SceneView>();

  private readonly list = viewChild.required(Flyout);

  protected readonly entries = computed((): readonly Entry[] => {
    const entry = (view: SceneView, name: string): Entry => ({
      view,
      name,
      isShown: isSameView(view, this.view()),
    });
    if (this.layers().length === 0) return [];
    return [
      entry('home', this.say('scene.whole')),
      ...this.layers().map(({ full }, layer) => entry({ layer }, full)),
    ];
  });

  /** Closes the list and returns the focus to its button. */
  close(): void {
    this.list().close();
  }

  protected choose(view: SceneView): void {
    this.close();
    this.chosen.emit(view);
  }
}

function isSameView(a: SceneView, b: SceneView | undefined): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.layer === b.layer : a === b;
}
