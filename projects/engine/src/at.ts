/**
 * The element at an index that a loop is sure of. Where it is wrong after all, it says so: `?? 0` would be a
 * silent zero in a gradient. Not for loops in which every nanosecond counts.
 * @throws RangeError when there is no such element
 */
export function at<Element>(elements: ArrayLike<Element>, index: number): Element {
  const element = elements[index];
  if (element === undefined) {
    throw new RangeError(`index: expected 0 to ${elements.length - 1}, found ${index}`);
  }
  return element;
}
