import type { NeuronId } from '#model';
import { ControlKey } from '../camera/control-key.ts';
import { PointerGestures, pointerMoment, type PointerMoment } from '../camera/pointer-gestures.ts';
import { wheelZoom } from '../camera/wheel-zoom.ts';
import { capturePointer } from '../../../platform/capture-pointer.ts';
import type { Clock } from '../../../platform/clock.ts';
import { isHovering } from '../../../platform/is-hovering.ts';
import { HoverPick } from './hover-pick.ts';
import { pickTolerance } from './pick-neuron.ts';

/** What pointers do to the scene. */
export interface PointedScene {
  orbit(azimuth: number, elevation: number): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
  /** The neuron at a point of the canvas, CSS pixels. */
  pick(x: number, y: number, tolerance: number): NeuronId | undefined;
}

/** Where the pointers are, and who is told of picks. */
export interface PointerPlace {
  readonly canvas: () => HTMLElement;
  readonly picked: (neuron: NeuronId | undefined) => void;
}

/** Radians per CSS pixel of dragging. */
const ORBIT_RATE = 0.006;
/** A hovering pointer is a mouse or a pen, which both point exactly. */
const HOVER_TOLERANCE = pickTolerance('mouse');

/** Turns pointers and the wheel over the picture into moves of the camera, picks, and what is pointed at. */
export class ScenePointers {
  /** Whether Control is held, which it is not during a pinch. */
  readonly control = new ControlKey();
  private readonly scene: PointedScene;
  private readonly place: PointerPlace;
  private readonly hover: HoverPick;
  private readonly gestures: PointerGestures;

  constructor(clock: Clock, scene: PointedScene, place: PointerPlace) {
    this.scene = scene;
    this.place = place;
    this.hover = new HoverPick(clock, ({ x, y }) => scene.pick(x, y, HOVER_TOLERANCE));
    this.gestures = new PointerGestures({
      orbit: (dx, dy) => {
        scene.orbit(-dx * ORBIT_RATE, dy * ORBIT_RATE);
      },
      pan: (dx, dy) => {
        scene.pan(dx, dy);
      },
      spread: (factor) => {
        scene.zoom(1 / factor);
      },
      tap: ({ x, y, pointerType }) => {
        place.picked(scene.pick(x, y, pickTolerance(pointerType)));
      },
    });
  }

  /** What is pointed at. */
  get hovered(): HoverPick['neuron'] {
    return this.hover.neuron;
  }

  down(event: PointerEvent): void {
    const canvas = this.place.canvas();
    this.gestures.down(this.momentOf(event));
    canvas.focus({ preventScroll: true, focusVisible: false });
    capturePointer(canvas, event.pointerId);
  }

  move(event: PointerEvent): void {
    this.control.update(event);
    const moment = this.momentOf(event);
    this.gestures.move(moment);
    if (isHovering(event)) this.hover.moveTo(moment);
  }

  up(event: PointerEvent): void {
    this.gestures.up(this.momentOf(event));
  }

  cancel(event: PointerEvent): void {
    this.gestures.cancel(event.pointerId);
  }

  leave(): void {
    this.hover.leave();
  }

  wheel(event: WheelEvent): void {
    // Where a finger on the picture scrolls the page, so does the wheel. A pinch arrives as a wheel with Control.
    const { touchAction } = getComputedStyle(this.place.canvas());
    if (touchAction !== 'none' && !event.ctrlKey) return;
    const factor = wheelZoom(event, this.control.isHeld);
    if (factor === undefined) return;
    event.preventDefault();
    this.scene.zoom(factor);
  }

  /** The picture has moved. */
  rest(): void {
    this.hover.rest();
  }

  /** The window has lost the focus: ends of what was going on may go to another one. */
  reset(): void {
    this.control.reset();
    this.gestures.cancelAll();
  }

  private momentOf(event: PointerEvent): PointerMoment {
    return pointerMoment(event, this.place.canvas().getBoundingClientRect());
  }
}
