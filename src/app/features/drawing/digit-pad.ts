import { IMAGE_SIZE, isBlankDrawing, type InkPoint, type Point, type StrokePoint } from '#model';
import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { PenSettings } from './pen-settings.ts';
import { capturePointer } from '../../platform/capture-pointer.ts';
import { isHovering } from '../../platform/is-hovering.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import { latinKey } from '../../platform/pressed-key.ts';
import { Demonstration } from './demonstration.ts';
import { paperCommandOf, type PaperCommand } from './drawing-keys.ts';
import { DrawingStore } from './drawing-store.ts';
import { toolOf, type DrawingTool } from './drawing-tool.ts';
import { HistoryKeys } from './history-keys.ts';
import { InkCanvas } from './ink-canvas.ts';
import { pressKey, RESTING_PEN, type KeyboardPen } from './keyboard-pen.ts';
import { eraserRadius, ToolGesture } from './tool-gesture.ts';
import { coalescedEvents, PadCoordinates } from './pad-coordinates.ts';
import { PalmRule } from './palm-rule.ts';
import { PixelFade } from './pixel-fade.ts';
import { WantedSample } from './wanted-sample.ts';

interface ActivePointer {
  readonly id: number;
  readonly type: string;
  readonly tool: DrawingTool;
  readonly gesture: ToolGesture;
}

/** A pointer that is down but sends no events for this long has lost its `pointerup`. */
const LOST_AFTER_MS = 10_000;
/** Pressure for devices that do not measure it. */
const STEADY_PRESSURE = 0.5;

/** The paper: turns input from mouse, finger, pen and keyboard into strokes, and shows them as ink. */
@Component({
  selector: 'app-digit-pad',
  imports: [InkCanvas, PixelFade],
  providers: [WantedSample],
  templateUrl: './digit-pad.html',
  styleUrl: './digit-pad.css',
  host: {
    role: 'application',
    tabindex: '0',
    '[attr.aria-label]': "say('pad.name')",
    'aria-describedby': 'drawing-pad-keys',
    '[class.drawing]': 'isPenDown()',
    '[class.with-grid]': 'settings.isGridShown()',
    '[class.way]': "storyPhase() === 'way'",
    '[class.come]': "storyPhase() === 'answer'",
    '[class.erasing]': "tool() === 'eraser'",
    '(pointerdown)': 'putDown($event)',
    '(pointermove)': 'moveOn($event)',
    '(pointerup)': 'lift($event)',
    '(pointercancel)': 'lift($event)',
    '(lostpointercapture)': 'lift($event)',
    '(pointerleave)': 'hideEraser()',
    // Otherwise iPadOS Scribble intercepts strokes.
    '(touchstart)': '$event.preventDefault()',
    '(contextmenu)': '$event.preventDefault()',
    '(keydown)': 'press($event)',
    '(blur)': 'leave()',
    '(window:blur)': 'endStroke()',
    '(window:resize)': 'coordinates.invalidate()',
  },
})
export class DigitPad {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** For whoever measures where the paper is. */
  readonly element: Element = this.host;
  private readonly store = inject(DrawingStore);
  private readonly palm = inject(PalmRule);
  private readonly sample = inject(WantedSample);
  private readonly demonstration = inject(Demonstration);
  protected readonly settings = inject(PenSettings);
  protected readonly say = inject(Phrases).say;

  /** The chosen tool. */
  readonly tool = input<DrawingTool>('pen');
  /** What an empty paper says; if it is empty, to draw a digit. */
  readonly invitation = input('');
  /** The phase of the story that is told of the last stroke, if any: `way`, then `answer`. */
  readonly storyPhase = input<string>();

  private readonly pointer = signal<ActivePointer | undefined>(undefined);
  private readonly eraserAt = signal<Point | undefined>(undefined);
  private keyboardGesture: ToolGesture | undefined;
  protected readonly coordinates = new PadCoordinates(this.host);
  private startedAt = 0;
  private heardAt = 0;

  protected readonly keyboardPen = signal(RESTING_PEN);
  protected readonly isKeyboardUsed = signal(false);
  protected readonly drawing = this.store.drawing;
  protected readonly isBlank = computed(() => isBlankDrawing(this.drawing()));
  protected readonly isDemonstration = this.demonstration.isShowing;
  protected readonly isPenDown = this.store.isPenDown;
  /** Centre and radius of the eraser, if it is over the paper. */
  protected readonly eraser = computed(() => {
    const centre = this.eraserAt();
    return centre && { ...centre, radius: eraserRadius(this.settings.brush()) };
  });
  /** Why pressing a digit key shows no sample yet. */
  protected readonly note = this.sample.note;

  protected readonly percent = (coordinate: number): number => (coordinate / IMAGE_SIZE) * 100;

  constructor() {
    inject(HistoryKeys); // Creating it starts its key listener.
    observedSizes(() => {
      this.coordinates.invalidate();
    }).observe(this.host);
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  protected putDown(event: PointerEvent): void {
    const tool = toolOf(event, this.tool());
    if (!tool || !this.claimPad(event)) return;
    this.isKeyboardUsed.set(false);
    this.holdKeyboardPen({ ...this.keyboardPen(), isDown: false });
    const gesture = new ToolGesture(this.store, tool, this.settings.brush());
    this.pointer.set({ id: event.pointerId, type: event.pointerType, tool, gesture });
    this.heardAt = event.timeStamp;
    this.coordinates.invalidate();
    capturePointer(this.host, event.pointerId);
    // A mouse moves the focus by itself; for touches, preventDefault prevents that too.
    this.host.focus({ preventScroll: true, focusVisible: false });
    gesture.extend([this.pointOf(event)]);
    this.showEraser(event);
  }

  protected moveOn(event: PointerEvent): void {
    if (isHovering(event)) this.lift(event); // Its `pointerup` was lost.
    const pointer = this.pointer();
    if (event.pointerType === 'pen') this.palm.recordPen(pointer?.id === event.pointerId);
    if (!pointer) this.showEraser(event);
    if (pointer?.id !== event.pointerId) return;
    this.heardAt = event.timeStamp;
    // The paper has moved under the pointer, so no line may join the old point and the new one.
    if (this.coordinates.mayHaveMoved) pointer.gesture.breakLine();
    this.showEraser(event);
    const points = coalescedEvents(event).map((moment) => this.pointOf(moment));
    pointer.gesture.extend(points);
  }

  /** Ends the stroke. The drawing stays even when the system cancels the pointer: the user can undo. */
  protected lift(event: PointerEvent): void {
    if (this.pointer()?.id !== event.pointerId) return;
    this.pointer.set(undefined);
    // What the mouse does next may be a while: the ring of its right button goes now, that of the tool stays.
    if (event.pointerType === 'mouse') this.showEraser(event);
    else this.hideEraser();
    this.store.dispatch({ kind: 'lift' });
  }

  /** Ends the stroke when the window loses the focus: another window may receive the `pointerup`. */
  protected endStroke(): void {
    if (!this.pointer()) return;
    this.pointer.set(undefined);
    this.hideEraser();
    this.store.dispatch({ kind: 'lift' });
  }

  protected hideEraser(): void {
    if (!this.pointer()) this.eraserAt.set(undefined);
  }

  protected press(event: KeyboardEvent): void {
    const command = paperCommandOf(event);
    if (command && !event.repeat) this.execute(command);
    else if (!command && !this.moveKeyboardPen(event)) return;
    event.preventDefault();
  }

  protected leave(): void {
    this.holdKeyboardPen({ ...this.keyboardPen(), isDown: false });
    this.isKeyboardUsed.set(false);
  }

  private execute(command: PaperCommand): void {
    switch (command.kind) {
      case 'sample':
        this.sample.show(command.digit);
        break;
      case 'clear':
        this.store.dispatch(command);
        this.palm.forgetPen();
        break;
      default:
        command satisfies never;
    }
  }

  /** Decides whether a pointer that goes down may draw. A pen reverts what a resting hand has drawn. */
  private claimPad({ pointerType, isPrimary, timeStamp }: PointerEvent): boolean {
    const active = timeStamp - this.heardAt < LOST_AFTER_MS ? this.pointer() : undefined;
    if (pointerType === 'pen') {
      this.palm.recordPen(true);
      // The touch was a resting hand.
      if (active?.type === 'touch' && this.settings.isPalmIgnored()) {
        active.gesture.revert();
        return true;
      }
    } else if (pointerType === 'touch' && this.palm.ignoresTouch(active?.type === 'pen')) {
      return false;
    }
    // A second pointer does not replace the first, unless the first has lost its `pointerup`.
    return !active || (isPrimary && pointerType === active.type);
  }

  private moveKeyboardPen(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const before = this.keyboardPen();
    const key = latinKey(event);
    const { shiftKey, timeStamp } = event;
    const pen = pressKey(before, key, shiftKey);
    if (!pen) return false;
    // A held space bar would put the pen down and lift it again and again.
    if (key === ' ' && event.repeat) return true;
    this.isKeyboardUsed.set(true);
    this.holdKeyboardPen(pen);
    if (!pen.isDown) return true;
    if (!before.isDown) {
      this.keyboardGesture = new ToolGesture(this.store, this.tool(), this.settings.brush());
    }
    const { x, y } = pen;
    const point = this.timed({ x, y, pressure: STEADY_PRESSURE }, timeStamp);
    this.keyboardGesture?.extend([point]);
    return true;
  }

  private holdKeyboardPen(pen: KeyboardPen): void {
    const isLifted = this.keyboardPen().isDown && !pen.isDown;
    this.keyboardPen.set(pen);
    if (isLifted) this.store.dispatch({ kind: 'lift' });
  }

  /** Moves the eraser's ring to the pointer, or hides it. */
  private showEraser(event: PointerEvent): void {
    const tool = this.pointer()?.tool ?? this.tool();
    const isThere = tool === 'eraser' && (this.pointer() ?? event.pointerType !== 'touch');
    this.eraserAt.set(isThere ? this.coordinates.fromClient(event) : undefined);
  }

  private pointOf(event: PointerEvent): StrokePoint {
    const pressure = event.pressure > 0 ? event.pressure : STEADY_PRESSURE;
    return this.timed({ ...this.coordinates.fromClient(event), pressure }, event.timeStamp);
  }

  private timed(point: InkPoint, timeStamp: number): StrokePoint {
    if (this.isBlank()) this.startedAt = timeStamp;
    return { ...point, time: timeStamp - this.startedAt };
  }
}
