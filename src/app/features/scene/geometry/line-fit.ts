/** How layers stand when they all stand in line. */
export interface LineFit {
  /** How far the input and the first hidden layer turn away from the viewer, radians. */
  readonly inputTurn: number;
  readonly firstTurn: number;
  /** Whether later grids are as high as in a frame of full height. */
  readonly isTall: boolean;
}

/** The largest ratio of a later grid's rows to its columns in a narrow area. */
export const TALLEST = 4.2;

/**
 * How layers stand in line, from wide areas to narrow ones. The input turns less than the others, so that the digit is
 * legible; where there is room, the first hidden layer turns less, so that it covers itself less. In a narrow area
 * grids are as high as they can be, since it is its width that limits the network.
 */
export const LINES: readonly [LineFit, LineFit, LineFit] = [
  { inputTurn: 0.8, firstTurn: 0.75, isTall: false },
  { inputTurn: 0.8, firstTurn: 1.06, isTall: false },
  { inputTurn: 0.95, firstTurn: 1.06, isTall: true },
];
