/**
 * Puts the scene's light over what lies behind it, as browsers do: light that is brighter than what it covers adds up.
 * @param behind opaque red, green, blue, alpha, 0..255, `[row][column][4]`, the highest row first; changed in place
 * @param light premultiplied, the same size, the lowest row first, as GPUs have it
 */
export function composeLight(
  behind: Uint8ClampedArray,
  light: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  for (let row = 0; row < height; row++) {
    let to = row * width * 4;
    let from = (height - 1 - row) * width * 4;
    for (const end = to + width * 4; to < end; to += 4, from += 4) {
      const left = 1 - (light[from + 3] ?? 0) / 255;
      for (let part = 0; part < 3; part++) {
        behind[to + part] = (light[from + part] ?? 0) + (behind[to + part] ?? 0) * left;
      }
    }
  }
}
