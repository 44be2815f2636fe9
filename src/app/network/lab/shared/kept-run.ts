import type { LabHistory } from './lab-history.ts';

/** A run that was kept as a network, in this app or another copy of it. */
export interface KeptRun extends LabHistory {
  /** Of the network in the library. */
  readonly address: string;
  /** As people named it. */
  readonly name: string;
  /** Images that it learned from. */
  readonly images: number;
}
