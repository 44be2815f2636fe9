/** The phrases that say why there is no picture, by the scene's state. */
export const MISSING_PICTURE = {
  unsupported: 'scene.unsupported',
  lost: 'scene.lost',
  gone: 'scene.gone',
} as const;
