import { renderDrawing, type Drawing } from '#model';
import { Component, computed, input } from '@angular/core';
import { PaperImage } from '../../ui/paper-image.ts';

/** A small picture of a drawing on paper. */
@Component({
  selector: 'app-drawing-thumbnail',
  imports: [PaperImage],
  template: `<app-paper-image [image]="image()" />`,
})
export class DrawingThumbnail {
  readonly drawing = input.required<Drawing>();

  protected readonly image = computed(() => renderDrawing(this.drawing()));
}
