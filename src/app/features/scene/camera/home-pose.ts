import type { CameraPose } from './camera-pose.ts';
import type { Rectangle, Size } from '../../../platform/rectangle.ts';
import { fitPose, type Margins } from './fit-pose.ts';
import { BESIDE_DIRECTION, layerCorners, type NetworkLayout } from '../geometry/network-layout.ts';

const IN_LINE_DIRECTION = { azimuth: -0.16, elevation: 0.13 };

/** The pose that shows the network as a whole; an input that stands apart has a place outside this frame. */
export function homePose(layout: NetworkLayout, freeArea: Rectangle): CameraPose {
  const points = layout.frame ?? layout.layers.flatMap(layerCorners);
  const direction = layout.frame ? BESIDE_DIRECTION : IN_LINE_DIRECTION;
  return fitPose(points, direction, freeArea, homeMargins(layout, freeArea));
}

/** The space that the whole view leaves at the edges of the free area. */
export function homeMargins({ frame }: Pick<NetworkLayout, 'frame'>, freeArea: Size): Margins {
  return frame ? besideMargins(freeArea) : inLineMargins(freeArea);
}

/** Space for labels below the planes and to the right of the outputs. */
export function inLineMargins({ width, height }: Size): Margins {
  const side = Math.min(28, width * 0.05);
  const end = Math.min(40, height * 0.08);
  return { left: side, right: side * 1.6, top: end * 0.6, bottom: end };
}

/** The same with less of it: connections come in from the left, and the light of neurons may reach over the edge. */
function besideMargins({ width }: Size): Margins {
  return { left: 10, right: Math.min(36, width * 0.1), top: 16, bottom: 34 };
}
