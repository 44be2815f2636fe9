import { isBlankDrawing } from '#model';
import { Component, computed, inject, model, output } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from '../ui/icon.ts';
import type { DrawingTool } from './drawing-tool.ts';
import { HistoryKeys } from './history-keys.ts';
import { PalmRule } from './palm-rule.ts';
import { Paper } from './paper.ts';
import { SampleMenu } from './sample-menu.ts';
import { clearSketch, redoChange, showPicture, undoChange } from './sketch.ts';

/** The few round buttons beside the paper. */
@Component({
  selector: 'app-drawing-tools',
  imports: [Icon, SampleMenu],
  templateUrl: './drawing-tools.html',
  styleUrl: './drawing-tools.css',
  host: { role: 'group', '[attr.aria-label]': "say('pad.tools')" },
})
export class DrawingTools {
  private readonly paper = inject(Paper);
  private readonly palm = inject(PalmRule);
  protected readonly say = inject(Phrases).say;

  /** What the hand holds. */
  readonly tool = model.required<DrawingTool>();
  /** A digit that someone wrote was put on the paper. */
  readonly shown = output();

  protected readonly canUndo = computed(() => this.paper.sketch().earlier.length > 0);
  protected readonly canRedo = computed(() => this.paper.sketch().later.length > 0);
  protected readonly isBlank = computed(() => isBlankDrawing(this.paper.drawing()));

  /** What is on the paper, which screen readers of tablets pass by. */
  protected readonly state = computed(() => {
    if (this.isBlank()) return this.say('pad.isBlank');
    return this.say(this.paper.drawing().strokes.length > 0 ? 'pad.isDrawn' : 'pad.isExample');
  });

  constructor() {
    inject(HistoryKeys); // Made for what it does with keys.
  }

  protected undo(): void {
    this.paper.change(undoChange);
  }

  protected redo(): void {
    this.paper.change(redoChange);
  }

  protected clear(): void {
    this.paper.change(clearSketch);
    this.palm.forgetPen();
  }

  protected toggleEraser(): void {
    this.tool.update((tool) => (tool === 'eraser' ? 'pen' : 'eraser'));
  }

  protected show(image: Float32Array): void {
    this.paper.change((sketch) => showPicture(sketch, image));
    this.shown.emit();
  }
}
