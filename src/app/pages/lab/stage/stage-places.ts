import type { Rectangle, Size } from '../../../platform/rectangle.ts';

/** Where the network and what goes in stand on the stage. */
export interface StagePlaces {
  readonly free: Rectangle;
  readonly input: Rectangle;
}

/** Of a stage of 1,024 by 526 pixels, whose lower left belongs to the paper and whose right to the answers. */
const USUAL = { inputLeft: 0.055, inputWidth: 0.18, freeLeft: 0.29, freeRight: 0.69 };
const WIDEST_INPUT = 240;
const INPUT_TOP = 10;

/** The usual places on a stage of that size. */
export function stagePlaces({ width, height }: Size): StagePlaces {
  const side = Math.min(WIDEST_INPUT, USUAL.inputWidth * width, height * 0.45);
  return {
    input: { left: USUAL.inputLeft * width, top: INPUT_TOP, width: side, height: side },
    free: {
      left: USUAL.freeLeft * width,
      top: 0,
      width: (USUAL.freeRight - USUAL.freeLeft) * width,
      height,
    },
  };
}
