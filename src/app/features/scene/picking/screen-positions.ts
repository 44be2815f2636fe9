import { signal, untracked } from '@angular/core';
import {
  focalLength,
  projector,
  type CameraPose,
  type ScreenPoint,
} from '../camera/camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { layerCorners, neuronPosition, type NetworkLayout } from '../geometry/network-layout.ts';
import type { Vector } from '../geometry/vector.ts';

/** A neuron as it appears on screen. */
export interface NeuronAnchor extends ScreenPoint {
  /** Radius on screen, CSS pixels. */
  readonly radius: number;
}

/** A layer on screen: the middle of its lower edge (x, y) and its bounding box; CSS pixels. */
export interface LayerAnchor extends ScreenPoint {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  /** Of its plane, in the order of its edge. */
  readonly corners: readonly ScreenPoint[];
}

/** Where layers and outputs are on screen, for the labels that the page puts beside them. */
export interface ScreenPositions {
  readonly layers: readonly LayerAnchor[];
  readonly outputs: readonly NeuronAnchor[];
}

/** Smaller differences are not visible, CSS pixels. */
const SAME_POSITION_PX = 0.1;

/** Projects the layers and outputs that get labels. */
export function screenPositionsOf(
  layout: NetworkLayout,
  pose: CameraPose,
  freeArea: Rectangle,
): ScreenPositions {
  const project = projector(pose, freeArea);
  const output = layout.layers.at(-1);
  const focal = focalLength(freeArea);
  return {
    layers: layout.layers.map((layer) => anchorOf(inOrder(layerCorners(layer)).map(project))),
    outputs: output
      ? Array.from({ length: output.count }, (_, neuron) => {
          const point = project(neuronPosition(output, neuron));
          return { ...point, radius: (output.radius * focal) / point.depth };
        })
      : [],
  };
}

/** Tells those positions, anew only when something has moved visibly. */
export class ScreenPositionsTeller {
  private readonly newest = signal<ScreenPositions>({ layers: [], outputs: [] });
  /** What they were worked out from. */
  private workedOutFrom: readonly unknown[] = [];
  readonly positions = this.newest.asReadonly();

  update(...from: Parameters<typeof screenPositionsOf>): void {
    if (from.every((part, index) => part === this.workedOutFrom[index])) return;
    this.workedOutFrom = from;
    const positions = screenPositionsOf(...from);
    if (!areSamePositions(positions, untracked(this.newest))) this.newest.set(positions);
  }
}

/** Whether nothing has moved visibly. */
export function areSamePositions(a: ScreenPositions, b: ScreenPositions): boolean {
  return isSameRow(a.layers, b.layers) && isSameRow(a.outputs, b.outputs);
}

function isSameRow(a: readonly ScreenPoint[], b: readonly ScreenPoint[]): boolean {
  return a.length === b.length && a.every((point, index) => isNear(point, b[index]));
}

function isNear(a: ScreenPoint, b: ScreenPoint | undefined): boolean {
  return (
    b !== undefined &&
    Math.abs(a.x - b.x) < SAME_POSITION_PX &&
    Math.abs(a.y - b.y) < SAME_POSITION_PX
  );
}

/** `layerCorners` goes from side to side. */
function inOrder([a, b, c, d]: readonly Vector[]): Vector[] {
  return [a, b, d, c].filter((corner) => corner !== undefined);
}

function anchorOf(corners: readonly ScreenPoint[]): LayerAnchor {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  return {
    corners,
    left,
    right,
    top: Math.min(...ys),
    x: (left + right) / 2,
    y: Math.max(...ys),
    depth: Math.min(...corners.map(({ depth }) => depth)),
  };
}
