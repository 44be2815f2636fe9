/**
 * Published figures of the seed's own front end, the yardstick: measured on another machine in one run,
 * as texts, since they were published rounded.
 */
export const SEED_FIGURES = {
  bytesToFirstAnswer: '8.93 MB',
  pointerToBarsStubbed: '110 ms',
  frameStubbed: '9 to 12 ms',
  checkpointCold: '74 ms',
  checkpointStored: '49 ms',
  uploadAFrame: '34 KB',
} as const;
