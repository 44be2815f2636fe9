import type { LayerLayout } from '../geometry/network-layout.ts';
import type { NeuronId } from '#model';

/**
 * The neuron that a key leads to from the picked one: arrows lead to neighbours in the layer, PageUp and PageDown
 * to the same relative position in the previous and next layer. At an edge it is the picked one itself; for other
 * keys undefined.
 */
export function nextPick(
  layers: readonly LayerLayout[],
  picked: NeuronId,
  key: string,
): NeuronId | undefined {
  const layout = layers[picked.layer];
  if (!layout) return undefined;
  const { columns } = layout;
  const column = picked.neuron % columns;
  const step = (by: number, isFree = true): NeuronId => {
    const neuron = picked.neuron + by;
    return isFree && neuron >= 0 && neuron < layout.count ? { ...picked, neuron } : picked;
  };
  switch (key) {
    case 'ArrowLeft':
      return step(-1, column > 0);
    case 'ArrowRight':
      return step(1, column < columns - 1);
    case 'ArrowUp':
      return step(-columns);
    case 'ArrowDown':
      return step(columns);
    case 'PageUp':
      return inLayer(layers, picked, picked.layer - 1);
    case 'PageDown':
      return inLayer(layers, picked, picked.layer + 1);
    default:
      return undefined;
  }
}

/** The neuron at the same relative position in another layer. */
function inLayer(layers: readonly LayerLayout[], picked: NeuronId, layer: number): NeuronId {
  const from = layers[picked.layer];
  const to = layers[layer];
  if (!from || !to) return picked;
  const part = (index: number, count: number): number => (index + 0.5) / count;
  const column = Math.floor(part(picked.neuron % from.columns, from.columns) * to.columns);
  const row = Math.floor(part(Math.floor(picked.neuron / from.columns), from.rows) * to.rows);
  return { layer, neuron: Math.min(to.count - 1, row * to.columns + column) };
}
