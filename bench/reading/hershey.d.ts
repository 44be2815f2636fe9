declare module 'hershey' {
  /** Strokes of a text in Hershey's simplex letters: `[x, y]`, y upwards. */
  export function stringToPaths(text: string): {
    readonly paths: readonly (readonly (readonly [x: number, y: number])[])[];
  };
}
