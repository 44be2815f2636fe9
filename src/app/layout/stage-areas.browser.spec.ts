import { afterNextRender, Component, ElementRef, inject, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { nextTask } from '../platform/testing/next-task.ts';
import { Panel } from './panel.ts';
import { StageAreas } from './stage-areas.ts';

@Component({
  imports: [Panel],
  providers: [StageAreas],
  template: `
    <div appPanel class="paper"></div>
    @if (hasAnswers()) {
      <div appPanel [hasColumn]="hasColumn()" class="answers"></div>
    }
    <div class="input"></div>
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
    .paper.broad {
      inline-size: 160px;
    }
    .answers {
      inset: 0 0 auto auto;
      inline-size: 60px;
      block-size: 20px;
    }
    .words {
      inset: auto auto 0 0;
      inline-size: 0;
      block-size: 30px;
    }
    .input {
      inset: auto auto 10px 150px;
      inline-size: 111px;
      block-size: 140px;
    }
    .input.large {
      inline-size: 112px;
    }
    .words.large {
      block-size: 50px;
    }
  `,
})
class Stage {
  readonly areas = inject(StageAreas);
  readonly hasAnswers = signal(true);
  readonly hasColumn = signal(false);
  private readonly element = inject<ElementRef<Element>>(ElementRef).nativeElement;

  constructor() {
    afterNextRender(() => {
      this.areas.start(this.element);
    });
  }
}

describe('StageAreas', () => {
  function answersOf({ nativeElement }: ComponentFixture<Stage>): HTMLElement {
    const answers = (nativeElement as HTMLElement).querySelector<HTMLElement>('.answers');
    if (!answers) throw new Error('.answers: expected it on the stage, found nothing');
    return answers;
  }

  /** Observers report sizes at the end of a frame. */
  const frame = async (): Promise<void> => {
    await new Promise(requestAnimationFrame);
    await nextTask();
  };

  it('measures what panels leave free in the stage, and follows them', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas, hasAnswers } = fixture.componentInstance;
    await frame();
    expect(areas.free()).toEqual({ left: 116, top: 36, width: 268, height: 148 });
    expect(areas.hasColumn()).toBeFalse();

    (fixture.nativeElement as HTMLElement).querySelector('.paper')?.classList.add('wide');
    await frame();
    expect(areas.free().left).toBe(216);

    hasAnswers.set(false);
    fixture.detectChanges();
    await frame();
    expect(areas.free()).toEqual({ left: 216, top: 16, width: 168, height: 168 });
  });

  it('keeps a whole column free for a panel, wherever in it the panel stands', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas, hasColumn } = fixture.componentInstance;
    const element = fixture.nativeElement as HTMLElement;
    element.querySelector('.paper')?.classList.add('broad');
    await frame();
    // Below the panel.
    expect(areas.free()).toEqual({ left: 176, top: 36, width: 208, height: 148 });

    hasColumn.set(true);
    fixture.detectChanges();
    const beside = { left: 176, top: 16, width: 148, height: 168 };
    expect(areas.free()).toEqual(beside);
    expect(areas.hasColumn()).toBeTrue();
    answersOf(fixture).style.insetBlockStart = '150px';
    // Measured again because of its size.
    answersOf(fixture).style.blockSize = '30px';
    await frame();
    expect(areas.free()).toEqual(beside);
  });

  it('gives no column to a panel above or below the stage', async () => {
    for (const place of ['-50px', '200px']) {
      const fixture = TestBed.createComponent(Stage);
      fixture.componentInstance.hasColumn.set(true);
      fixture.detectChanges();
      answersOf(fixture).style.insetBlockStart = place;
      await frame();
      const { areas } = fixture.componentInstance;
      expect(areas.hasColumn()).withContext(place).toBeFalse();
      expect(areas.free())
        .withContext(place)
        .toEqual({ left: 116, top: 16, width: 268, height: 168 });
    }
  });

  it('has smaller margins, and a smaller place for the input, where a page wants them', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas } = fixture.componentInstance;
    const element = fixture.nativeElement as HTMLElement;
    areas.start(element, 10);
    areas.placeInput(element.querySelector('.input') ?? element, 80);
    await frame();
    expect(areas.free()).toEqual({ left: 110, top: 30, width: 280, height: 160 });
    expect(areas.inputPlace()?.width).toBe(111);
  });

  it('has a place for the input where that is large enough, and inside the stage', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas } = fixture.componentInstance;
    const input = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.input');
    if (!input) throw new Error('.input: expected it on the stage, found nothing');
    await frame();
    expect(areas.inputPlace()).toBeUndefined();
    areas.placeInput(input);
    expect(areas.inputPlace()).toBeUndefined();
    input.classList.add('large');
    await frame();
    expect(areas.inputPlace()).toEqual({ left: 150, top: 50, width: 112, height: 140 });
    // It is no obstacle.
    expect(areas.free()).toEqual({ left: 116, top: 36, width: 268, height: 148 });
    input.style.insetBlockEnd = '100px';
    areas.placeInput(input);
    expect(areas.inputPlace()).toBeUndefined();
  });

  it('says where the paper is, which has no area while it is folded away', async () => {
    const fixture = TestBed.createComponent(Stage);
    fixture.detectChanges();
    const { areas } = fixture.componentInstance;
    const paper = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.paper');
    if (!paper) throw new Error('.paper: expected it on the stage, found nothing');
    await frame();
    expect(areas.paper()).toBeUndefined();
    areas.placePaper(paper);
    const { width, height } = paper.getBoundingClientRect();
    expect(areas.paper()).toEqual(jasmine.objectContaining({ left: 0, width, height }));
    paper.style.display = 'none';
    await frame();
    expect(areas.paper()?.width).toBe(0);
  });
});
