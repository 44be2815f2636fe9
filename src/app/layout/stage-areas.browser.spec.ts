import { Component, inject, signal, ElementRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { nextTask } from '../platform/testing/next-task.ts';
import { Panel } from './panel.ts';
import { StageAreas } from './stage-areas.ts';

@Component({
  imports: [Panel],
  providers: [StageAreas],
  template: `
    <div appPanel class="paper"></div>
    @if (hasAnswers()) {
      <div appPanel isAnswers class="answers"></div>
    }
  `,
  styles: `
    :host {
      position: fixed;
      inset: 40px auto auto 30px;
      inline-size: 400px;
      block-size: 200px;
    }
    div {
      position: absolute;
      inset: 0 auto 0 0;
      inline-size: 100px;
    }
    .paper.wide {
      inline-size: 200px;
    }
    .answers {
      inset: 10px 0 10px auto;
      inline-size: 60px;
    }
  `,
})
class Stage {
  readonly areas = inject(StageAreas);
  readonly hasAnswers = signal(true);

  constructor() {
    this.areas.setStage(inject<ElementRef<Element>>(ElementRef).nativeElement);
  }
}

describe('StageAreas', () => {
  /** Sizes are told of at the end of a frame. */
  const frame = async (): Promise<void> => {
    await new Promise(requestAnimationFrame);
    await nextTask();
  };

  it('measures what panels leave free in the stage, and follows them', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas, hasAnswers } = fixture.componentInstance;
    await frame();
    expect(areas.free()).toEqual({ left: 116, top: 16, width: 208, height: 168 });
    expect(areas.answers()).toEqual({ left: 340, top: 10, width: 60, height: 180 });

    (fixture.nativeElement as HTMLElement).querySelector('.paper')?.classList.add('wide');
    await frame();
    expect(areas.free().left).toBe(216);

    hasAnswers.set(false);
    fixture.detectChanges();
    await frame();
    expect(areas.free()).toEqual({ left: 216, top: 16, width: 168, height: 168 });
    expect(areas.answers()).toBeUndefined();
  });
});
