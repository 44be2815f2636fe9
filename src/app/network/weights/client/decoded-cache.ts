/** A cache of the most recently used values. */
export class DecodedCache<Value> {
  private readonly capacity: number;
  /** In order of use: a map keeps the order of insertion. */
  private readonly values = new Map<number, Value>();

  /** @param capacity number of values, at least one */
  constructor(capacity: number) {
    this.capacity = Math.max(1, capacity);
  }

  has(index: number): boolean {
    return this.values.has(index);
  }

  /** Returns a value and marks it as most recently used. */
  use(index: number): Value | undefined {
    const value = this.values.get(index);
    if (value !== undefined) this.put(index, value);
    return value;
  }

  /** Adds a value, and drops the least recently used ones if there are too many. */
  put(index: number, value: Value): void {
    this.values.delete(index);
    this.values.set(index, value);
    const gone = [...this.values.keys()].slice(0, Math.max(0, this.values.size - this.capacity));
    for (const oldest of gone) this.values.delete(oldest);
  }
}
