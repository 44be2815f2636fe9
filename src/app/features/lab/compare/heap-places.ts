/** Where a digit lies in a heap. */
export interface HeapPlace {
  /** Of its middle, in digits from the heap's left. */
  readonly x: number;
  /** Rows above the ground. */
  readonly row: number;
  /** Degrees by which it lies askew. */
  readonly turn: number;
}

/** Heaps grow by the square root, so that hundreds stand beside thousands: so many digits of `count` lie in one. */
export function heapSize(count: number): number {
  const perRoot = 0.36;
  return Math.ceil(Math.sqrt(count) * perRoot);
}

/** How many digits the ground row of a heap has: each row above has one less. */
export function heapWidth(size: number): number {
  return Math.ceil((Math.sqrt(8 * size + 1) - 1) / 2);
}

/** The places of a heap's digits, from the ground up. */
export function heapPlaces(size: number): readonly HeapPlace[] {
  const width = heapWidth(size);
  const places: HeapPlace[] = [];
  for (let row = 0; places.length < size; row++) {
    const here = Math.min(width - row, size - places.length);
    for (let index = 0; index < here; index++) {
      // Askew as if thrown, but the same each time.
      const turn = ((places.length * 37 + row * 11) % 13) - 6;
      places.push({ x: width / 2 + index - (here - 1) / 2, row, turn });
    }
  }
  return places;
}

/** So many of a pile's positions, from all of it. */
export function sampleOf(pile: readonly number[], size: number): readonly number[] {
  return Array.from(
    { length: Math.min(size, pile.length) },
    (_, index) => pile[Math.floor((index * pile.length) / size)] ?? 0,
  );
}
