import type { SceneView } from './camera-rig.ts';

/** What keys can do with the camera. */
export interface CameraControls {
  /** Angles in radians. */
  orbit(azimuth: number, elevation: number): void;
  /** A factor below 1 comes nearer. */
  zoom(factor: number): void;
  show(view: SceneView): void;
}

/** Radians per key press. */
const TURN = 0.12;
const ORBIT_KEYS: Readonly<Record<string, readonly [azimuth: number, elevation: number]>> = {
  ArrowLeft: [-TURN, 0],
  ArrowRight: [TURN, 0],
  ArrowUp: [0, TURN],
  ArrowDown: [0, -TURN],
};
const ZOOM = 1.2;

/** Moves the camera as a key says; returns whether it is a key for the camera. */
export function moveCameraByKey(camera: CameraControls, key: string): boolean {
  const turn = ORBIT_KEYS[key];
  if (turn) camera.orbit(turn[0], turn[1]);
  else if (key === '+' || key === '=') camera.zoom(1 / ZOOM);
  else if (key === '-') camera.zoom(ZOOM);
  else if (key === 'Home') camera.show('home');
  else return false;
  return true;
}
