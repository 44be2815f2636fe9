import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Flyout } from '../../ui/flyout.ts';
import { Icon } from '../../ui/icon.ts';
import type { SceneView } from './camera/camera-rig.ts';

interface Entry {
  readonly view: SceneView;
  readonly name: string;
  readonly isShown: boolean;
}

/** A button that opens a list of prepared views: whole network, from the front, and each layer. */
@Component({
  selector: 'app-view-menu',
  imports: [Flyout, Icon],
  templateUrl: './view-menu.html',
  styleUrl: './view-menu.css',
})
export class ViewMenu {
  protected readonly say = inject(Phrases).say;

  /** Number of layers including input and output; 0 if there is no picture. */
  readonly layers = input.required<number>();
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
    if (this.layers() === 0) return [];
    return [
      entry('home', this.say('scene.whole')),
      entry('front', this.say('scene.front')),
      ...Array.from({ length: this.layers() }, (_, layer) =>
        entry({ layer }, this.nameOf(layer, this.layers() - 1)),
      ),
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

  private nameOf(layer: number, last: number): string {
    if (layer === 0) return this.say('scene.inputLayer');
    return layer === last ? this.say('scene.outputLayer') : this.say('scene.layer', { layer });
  }
}

function isSameView(a: SceneView, b: SceneView | undefined): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.layer === b.layer : a === b;
}
