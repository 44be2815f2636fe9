import { IMAGE_SIZE, type InkPoint, type Stroke, type StrokePoint } from '#model';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Phrases } from '../i18n/phrases';
import { changedRegion } from './ink-region';
import { pressKey, RESTING_PEN, type KeyboardPen } from './keyboard-pen';
import { paintInk } from './paint-ink';
import { beginStroke, clearSketch, extendStroke, undoChange, type Sketch } from './sketch';

interface ActivePointer {
  readonly id: number;
  readonly type: string;
  /** The pad's place on screen when the stroke began. */
  readonly bounds: DOMRect;
}

/** Pressure of a device that knows none. */
const STEADY_PRESSURE = 0.5;

/** The sheet of paper: takes strokes from mouse, finger, pen and keyboard, and shows them as ink. */
@Component({
  selector: 'app-digit-pad',
  templateUrl: './digit-pad.html',
  styleUrl: './digit-pad.css',
  host: {
    role: 'application',
    tabindex: '0',
    '[attr.aria-label]': "say('pad.name')",
    'aria-describedby': 'drawing-pad-keys',
    '[class.drawing]': 'isDrawing()',
    '(pointerdown)': 'putDown($event)',
    '(pointermove)': 'moveOn($event)',
    '(pointerup)': 'lift($event)',
    '(pointercancel)': 'lift($event)',
    '(lostpointercapture)': 'lift($event)',
    // iPadOS Scribble takes strokes away unless touches are prevented.
    '(touchstart)': '$event.preventDefault()',
    '(contextmenu)': '$event.preventDefault()',
    '(keydown)': 'press($event)',
    '(blur)': 'leave()',
  },
})
export class DigitPad {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly say = inject(Phrases).say;

  /** What is drawn; the pad changes it as the hand moves. */
  readonly sketch = model.required<Sketch>();
  /** The pen was lifted. */
  readonly strokeEnd = output();

  private readonly pointer = signal<ActivePointer | undefined>(undefined);
  private readonly penSeen = signal(false);
  private readonly pixelSize = signal(0);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private startedAt = 0;
  /** What is on the canvas, and in which colour. */
  private painted: readonly Stroke[] = [];
  private ink = '';

  protected readonly keyboardPen = signal(RESTING_PEN);
  protected readonly isKeyboardUsed = signal(false);
  protected readonly isBlank = computed(() => this.sketch().strokes.length === 0);
  /** Whether the pen is down. */
  readonly isDrawing = computed(() => this.pointer() !== undefined || this.keyboardPen().isDown);

  protected readonly percent = (coordinate: number): number => (coordinate / IMAGE_SIZE) * 100;

  constructor() {
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      this.pixelSize.set(Math.round(width * devicePixelRatio));
    });
    observer.observe(this.host.nativeElement);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
    effect(() => {
      this.paint(this.canvas().nativeElement, this.pixelSize(), this.sketch().strokes);
    });
  }

  /** Paints what changed since the last time; everything on a sheet of another size. */
  private paint(canvas: HTMLCanvasElement, size: number, strokes: readonly Stroke[]): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    if (canvas.width !== size) {
      canvas.width = canvas.height = size;
      // Asked for once: it has the page's styles worked out.
      this.ink = getComputedStyle(canvas).color;
      paintInk(context, strokes, this.ink);
    } else {
      const region = changedRegion(this.painted, strokes);
      if (region) paintInk(context, strokes, this.ink, region);
    }
    this.painted = strokes;
  }

  protected putDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    const active = this.pointer();
    if (event.pointerType === 'pen') {
      this.penSeen.set(true);
      // What a resting hand began is no stroke.
      if (active?.type === 'touch') this.sketch.update(undoChange);
    } else if (this.ignoresAsPalm(event) || (active && !event.isPrimary)) {
      return;
    }
    this.isKeyboardUsed.set(false);
    const bounds = this.canvas().nativeElement.getBoundingClientRect();
    const pointer = { id: event.pointerId, type: event.pointerType, bounds };
    this.pointer.set(pointer);
    this.capture(event.pointerId);
    const point = pointOf(event, bounds);
    this.sketch.update((sketch) => beginStroke(sketch, this.timed(point, event.timeStamp)));
  }

  protected moveOn(event: PointerEvent): void {
    const pointer = this.pointer();
    if (pointer?.id !== event.pointerId) return;
    const coalesced = coalescedEvents(event);
    const points = coalesced.map((moment) =>
      this.timed(pointOf(moment, pointer.bounds), moment.timeStamp),
    );
    this.sketch.update((sketch) => extendStroke(sketch, points));
  }

  /** Also when the system takes the pointer away: what was drawn stays, undo is at hand. */
  protected lift(event: PointerEvent): void {
    if (this.pointer()?.id !== event.pointerId) return;
    this.pointer.set(undefined);
    this.strokeEnd.emit();
  }

  protected press(event: KeyboardEvent): void {
    const { key, shiftKey, timeStamp } = event;
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && key.toLowerCase() === 'z') this.sketch.update(undoChange);
    else if (key === 'Delete' || key === 'Backspace') this.sketch.update(clearSketch);
    else if (withControl || !this.moveKeyboardPen(key, shiftKey, timeStamp)) return;
    event.preventDefault();
  }

  protected leave(): void {
    this.holdKeyboardPen({ ...this.keyboardPen(), isDown: false });
    this.isKeyboardUsed.set(false);
  }

  private moveKeyboardPen(key: string, shift: boolean, timeStamp: number): boolean {
    const before = this.keyboardPen();
    const pen = pressKey(before, key, shift);
    if (!pen) return false;
    this.isKeyboardUsed.set(true);
    this.holdKeyboardPen(pen);
    if (!pen.isDown) return true;
    const { x, y } = pen;
    const point = this.timed({ x, y, pressure: STEADY_PRESSURE }, timeStamp);
    this.sketch.update((sketch) =>
      before.isDown ? extendStroke(sketch, [point]) : beginStroke(sketch, point),
    );
    return true;
  }

  private holdKeyboardPen(pen: KeyboardPen): void {
    const isLifted = this.keyboardPen().isDown && !pen.isDown;
    this.keyboardPen.set(pen);
    if (isLifted) this.strokeEnd.emit();
  }

  /** Once a pen was used, touches are the hand that holds it. */
  private ignoresAsPalm({ pointerType }: PointerEvent): boolean {
    return pointerType === 'touch' && this.penSeen();
  }

  private capture(pointerId: number): void {
    try {
      this.host.nativeElement.setPointerCapture(pointerId);
    } catch {
      // NotFoundError: the pointer is gone already, or the event was made by a program. The stroke goes
      // on while the pointer is over the pad.
    }
  }

  private timed(point: InkPoint, timeStamp: number): StrokePoint {
    if (this.isBlank()) this.startedAt = timeStamp;
    return { ...point, time: timeStamp - this.startedAt };
  }
}

/** Where the pointer was between two frames; the event itself where the browser does not tell. */
function coalescedEvents(event: PointerEvent): readonly PointerEvent[] {
  // Safari before 18.2 has no such method; made events have an empty list.
  const events = (event as Partial<PointerEvent>).getCoalescedEvents?.call(event) ?? [];
  return events.length > 0 ? events : [event];
}

function pointOf({ clientX, clientY, pressure }: PointerEvent, bounds: DOMRect): InkPoint {
  return {
    x: ((clientX - bounds.left) / bounds.width) * IMAGE_SIZE,
    y: ((clientY - bounds.top) / bounds.height) * IMAGE_SIZE,
    pressure: pressure > 0 ? pressure : STEADY_PRESSURE,
  };
}
