import { WebGLRenderTarget, type WebGLRenderer } from 'three';
import type { Size } from '../../../platform/rectangle.ts';

/**
 * Draws into memory of the GPU instead of the canvas, whose picture stays, and reads that back without waiting for it.
 * @param size in pixels
 * @param draw draws once, for a drawing buffer of that size
 * @returns red, green, blue, alpha as they were drawn, the lowest row first
 */
export async function readTile(
  renderer: WebGLRenderer,
  { width, height }: Size,
  draw: () => void,
): Promise<Uint8Array> {
  const target = new WebGLRenderTarget(width, height, { depthBuffer: false });
  try {
    renderer.setRenderTarget(target);
    try {
      draw();
    } finally {
      renderer.setRenderTarget(null);
    }
    const pixels = new Uint8Array(width * height * 4);
    await renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height, pixels);
    return pixels;
  } finally {
    target.dispose();
  }
}
