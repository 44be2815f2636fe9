import { cameraAxes, orbited, panned, zoomed, type CameraPose } from './camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { damp, type Motion } from './damper.ts';
import { fitPose } from './fit-pose.ts';
import { homePose, inLineMargins } from './home-pose.ts';
import { layerCorners, type NetworkLayout } from '../geometry/network-layout.ts';
import { dot, ORIGIN, type Vector } from '../geometry/vector.ts';

/** A prepared view: the whole network, or one layer. */
export type SceneView = 'home' | { readonly layer: number };

/** A request to show a prepared view. */
export interface AskedView {
  readonly view: SceneView;
}

type PoseMotion = readonly [x: Motion, y: Motion, z: Motion, a: Motion, e: Motion, d: Motion];

const SETTLE_SECONDS = 0.7;
/** A spring this close to its goal has arrived; world units and radians. */
const ARRIVAL_TOLERANCE = 2e-4;
/** Zoom limits as multiples of the distance that shows the whole network. */
const NEAREST = 0.08;
const FARTHEST = 2.5;

/** Moves the camera between prepared views, with springs or in one jump, and by hand. */
export class CameraRig {
  private layout: NetworkLayout | undefined;
  private freeArea: Rectangle = { left: 0, top: 0, width: 1, height: 1 };
  private currentView: SceneView | undefined = 'home';
  private goal: CameraPose = { azimuth: 0, elevation: 0, target: ORIGIN, distance: 10 };
  private motion: PoseMotion = motionAt(this.goal);
  private currentPose = this.goal;
  private isAtGoal = true;
  private homeDistance = 10;

  /** The prepared view that is showing; undefined once someone has moved the camera. */
  get view(): SceneView | undefined {
    return this.currentView;
  }

  /** The same object as long as the camera does not move. */
  get pose(): CameraPose {
    return this.currentPose;
  }

  /** Fits the view to a network and to the free area, in one jump or with springs. */
  setStage(layout: NetworkLayout, freeArea: Rectangle, isJump: boolean): void {
    this.layout = layout;
    this.freeArea = freeArea;
    this.homeDistance = this.poseFor('home').distance;
    if (this.currentView === undefined) return;
    this.moveTo(this.poseFor(this.currentView), isJump);
  }

  show(view: SceneView, isJump: boolean): void {
    this.currentView = view;
    this.moveTo(this.poseFor(view), isJump);
  }

  /** Turns by hand, without springs; radians. */
  orbit(azimuth: number, elevation: number): void {
    this.moveByHand(orbited(this.pose, azimuth, elevation));
  }

  /** Moves by hand parallel to the screen; CSS pixels. */
  pan(dx: number, dy: number): void {
    this.moveByHand(panned(this.pose, dx, dy, this.freeArea));
  }

  zoom(factor: number): void {
    this.moveByHand(zoomed(this.pose, factor));
  }

  /** Advances the springs and returns whether they are still moving. */
  step(seconds: number): boolean {
    if (this.isAtGoal) return false;
    const goals = numbersOf(this.goal);
    const [x, y, z, a, e, d] = this.motion.map((motion, index) =>
      damp(motion, goals[index] ?? 0, seconds, SETTLE_SECONDS),
    ) as unknown as PoseMotion;
    this.motion = [x, y, z, a, e, d];
    const isMoving = this.motion.some(
      ({ value, velocity }, index) =>
        Math.abs(value - (goals[index] ?? 0)) > ARRIVAL_TOLERANCE ||
        Math.abs(velocity) > ARRIVAL_TOLERANCE,
    );
    if (isMoving) this.currentPose = poseOf(this.motion);
    else this.finish();
    return isMoving;
  }

  /** Nearest and farthest depth of the network from the current pose. */
  depthRange(): readonly [number, number] {
    const pose = this.pose;
    const { back } = cameraAxes(pose);
    const away = pose.distance + dot(back, pose.target);
    const depths = this.corners().map((corner) => away - dot(back, corner));
    return depths.length === 0 ? [0, 1] : [Math.min(...depths), Math.max(...depths)];
  }

  private moveByHand(pose: CameraPose): void {
    this.currentView = undefined;
    const distance = Math.min(
      this.homeDistance * FARTHEST,
      Math.max(this.homeDistance * NEAREST, pose.distance),
    );
    this.moveTo({ ...pose, distance, target: this.clampedToNetwork(pose.target) }, true);
  }

  private moveTo(pose: CameraPose, isJump: boolean): void {
    // Turn the shorter way round.
    const turns = Math.round((this.pose.azimuth - pose.azimuth) / (2 * Math.PI));
    this.goal = { ...pose, azimuth: pose.azimuth + turns * 2 * Math.PI };
    if (isJump) this.finish();
    else this.isAtGoal = false;
  }

  private finish(): void {
    this.motion = motionAt(this.goal);
    this.currentPose = this.goal;
    this.isAtGoal = true;
  }

  private poseFor(view: SceneView): CameraPose {
    const { layout, freeArea } = this;
    const layer = layout?.layers[typeof view === 'object' ? view.layer : 0];
    if (!layout || !layer) return this.goal;
    if (view === 'home') return homePose(layout, freeArea);
    const { x, y, z } = layer.normal;
    const direction = { azimuth: Math.atan2(x, z), elevation: Math.asin(y) };
    return fitPose(layerCorners(layer), direction, freeArea, inLineMargins(freeArea));
  }

  private corners(): Vector[] {
    return this.layout?.layers.flatMap(layerCorners) ?? [];
  }

  /** The target moved to the nearest point of the box around the network. */
  private clampedToNetwork(target: Vector): Vector {
    const corners = this.corners();
    const clamp = (axis: keyof Vector): number => {
      const values = corners.map((corner) => corner[axis]);
      return Math.min(Math.max(...values), Math.max(Math.min(...values), target[axis]));
    };
    return { x: clamp('x'), y: clamp('y'), z: clamp('z') };
  }
}

function numbersOf({ target, azimuth, elevation, distance }: CameraPose): readonly number[] {
  return [target.x, target.y, target.z, azimuth, elevation, distance];
}

function poseOf([x, y, z, azimuth, elevation, distance]: PoseMotion): CameraPose {
  return {
    target: { x: x.value, y: y.value, z: z.value },
    azimuth: azimuth.value,
    elevation: elevation.value,
    distance: distance.value,
  };
}

function motionAt({ target, azimuth, elevation, distance }: CameraPose): PoseMotion {
  const still = (value: number): Motion => ({ value, velocity: 0 });
  return [
    still(target.x),
    still(target.y),
    still(target.z),
    still(azimuth),
    still(elevation),
    still(distance),
  ];
}
