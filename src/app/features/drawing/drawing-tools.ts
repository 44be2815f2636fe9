import { isBlankDrawing } from '#model';
import { Component, computed, inject, model } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { DrawingStore } from './drawing-store.ts';
import type { DrawingTool } from './drawing-tool.ts';
import { HistoryKeys } from './history-keys.ts';
import { PalmRule } from './palm-rule.ts';
import { SampleMenu } from './sample-menu.ts';

/** The round buttons beside the paper. */
@Component({
  selector: 'app-drawing-tools',
  imports: [Icon, SampleMenu],
  templateUrl: './drawing-tools.html',
  styleUrl: './drawing-tools.css',
  host: { role: 'group', '[attr.aria-label]': "say('pad.tools')" },
})
export class DrawingTools {
  private readonly store = inject(DrawingStore);
  private readonly palm = inject(PalmRule);
  protected readonly say = inject(Phrases).say;

  /** The chosen tool. */
  readonly tool = model.required<DrawingTool>();

  protected readonly canUndo = computed(() => this.store.history().past.length > 0);
  protected readonly canRedo = computed(() => this.store.history().future.length > 0);
  protected readonly isBlank = computed(() => isBlankDrawing(this.store.drawing()));

  /** Describes the paper in words, because screen readers on tablets skip the pad itself. */
  protected readonly state = computed(() => {
    if (this.isBlank()) return this.say('pad.isBlank');
    return this.say(this.store.drawing().strokes.length > 0 ? 'pad.isDrawn' : 'pad.isExample');
  });

  constructor() {
    inject(HistoryKeys); // Creating it starts its key listener.
  }

  protected undo(): void {
    this.store.dispatch({ kind: 'undo' });
  }

  protected redo(): void {
    this.store.dispatch({ kind: 'redo' });
  }

  protected clear(): void {
    this.store.dispatch({ kind: 'clear' });
    this.palm.forgetPen();
  }

  protected toggleEraser(): void {
    this.tool.update((tool) => (tool === 'eraser' ? 'pen' : 'eraser'));
  }

  protected show(image: Float32Array): void {
    this.store.dispatch({ kind: 'picture', raster: image });
  }
}
