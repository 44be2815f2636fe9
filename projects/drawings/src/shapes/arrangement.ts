/** Lines of a digit, each as places at even distances: x and y by turns, `[line][place][2]`. */
export type PlacedLines = readonly Float64Array[];

/** How a digit's lines are put to lie on those of another: the order and the direction of strokes are free. */
export interface Arrangement {
  /** Sum of squared distances of the places. */
  readonly squared: number;
  /** For each line of the other digit, which one lies on it. */
  readonly order: readonly number[];
  /** For each line of the other digit, whether the one on it runs backwards. */
  readonly isBackwards: readonly boolean[];
}

/** The arrangement in which lines lie nearest to those of another digit: as many, with as many places. */
export function arrangeOn(target: PlacedLines, lines: PlacedLines): Arrangement {
  const pairs = target.map((on) => lines.map((line) => squaredDistances(on, line)));
  const taken = lines.map(() => false);
  const order: number[] = [];
  let squared = Infinity;
  let best: readonly number[] = [];
  const go = (sum: number): void => {
    if (sum >= squared) return;
    const place = order.length;
    if (place === target.length) {
      [squared, best] = [sum, [...order]];
      return;
    }
    lines.forEach((_, line) => {
      const pair = pairs[place]?.[line];
      if (taken[line] === true || !pair) return;
      taken[line] = true;
      order.push(line);
      go(sum + Math.min(pair.forwards, pair.backwards));
      order.pop();
      taken[line] = false;
    });
  };
  go(0);
  const isBackwards = best.map((line, place) => {
    const pair = pairs[place]?.[line];
    return pair !== undefined && pair.backwards < pair.forwards;
  });
  return { squared, order: best, isBackwards };
}

/** Lines put in an arrangement. */
export function arranged(lines: PlacedLines, { order, isBackwards }: Arrangement): Float64Array[] {
  return order.map((line, place) => {
    const places = lines[line] ?? new Float64Array();
    return isBackwards[place] === true ? backwards(places) : places;
  });
}

function backwards(places: Float64Array): Float64Array {
  return places.map((_, index) => places[places.length - 2 - index + 2 * (index % 2)] ?? 0);
}

interface Distances {
  readonly forwards: number;
  readonly backwards: number;
}

function squaredDistances(a: Float64Array, b: Float64Array): Distances {
  let [forwards, backwards] = [0, 0];
  const last = a.length - 2;
  for (let at = 0; at <= last; at += 2) {
    const x = a[at] ?? 0;
    const y = a[at + 1] ?? 0;
    const forwardX = x - (b[at] ?? 0);
    const forwardY = y - (b[at + 1] ?? 0);
    const backwardX = x - (b[last - at] ?? 0);
    const backwardY = y - (b[last - at + 1] ?? 0);
    forwards += forwardX * forwardX + forwardY * forwardY;
    backwards += backwardX * backwardX + backwardY * backwardY;
  }
  return { forwards, backwards };
}
