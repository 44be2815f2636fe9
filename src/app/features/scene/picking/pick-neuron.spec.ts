import { projector, type CameraPose } from '../camera/camera-pose.ts';
import { layoutNetwork, neuronPosition, type NetworkLayout } from '../geometry/network-layout.ts';
import type { NeuronId } from '#model';
import { pickNeuron, pickTolerance } from './pick-neuron.ts';

const FREE_AREA = { left: 40, top: 20, width: 900, height: 600 };
const POSE: CameraPose = {
  target: { x: 0, y: 0, z: 0 },
  azimuth: -0.16,
  elevation: 0.13,
  distance: 12,
};
const LAYOUT = layoutNetwork([784, 32, 10]);

function screenPointOf({ layer, neuron }: NeuronId, layout: NetworkLayout = LAYOUT) {
  const layerLayout = layout.layers[layer];
  if (!layerLayout) throw new Error(`expected a layer ${layer}`);
  return projector(POSE, FREE_AREA)(neuronPosition(layerLayout, neuron));
}

describe('pickNeuron', () => {
  it('finds every neuron at its own centre', () => {
    for (const [layer, { count }] of LAYOUT.layers.entries()) {
      for (let neuron = 0; neuron < count; neuron++) {
        const id = { layer, neuron };
        expect(pickNeuron(screenPointOf(id), LAYOUT, POSE, FREE_AREA, 0)).toEqual(id);
      }
    }
  });

  it('reaches as far as the tolerance, and no farther', () => {
    const output = { layer: 2, neuron: 4 };
    const { x, y, depth } = screenPointOf(output);
    const radius = ((LAYOUT.layers[2]?.radius ?? 0) * 1.7 * 900) / depth;
    const beside = (distance: number) => ({ x: x + radius + distance, y });
    expect(pickNeuron(beside(9), LAYOUT, POSE, FREE_AREA, 10)).toEqual(output);
    expect(pickNeuron(beside(11), LAYOUT, POSE, FREE_AREA, 10)).toBeUndefined();
  });

  it('finds nothing in empty space or behind the camera', () => {
    expect(pickNeuron({ x: 45, y: 25 }, LAYOUT, POSE, FREE_AREA, 5)).toBeUndefined();
    const turned = { ...POSE, azimuth: POSE.azimuth + Math.PI, target: { x: 0, y: 0, z: 40 } };
    expect(pickNeuron({ x: 490, y: 320 }, LAYOUT, turned, FREE_AREA, 500)).toBeUndefined();
  });

  it('finds nothing in a layer that is not shown', () => {
    const output = screenPointOf({ layer: 2, neuron: 4 });
    expect(pickNeuron(output, LAYOUT, POSE, FREE_AREA, 0, [1, 1, 0.08])?.layer).toBe(2);
    expect(pickNeuron(output, LAYOUT, POSE, FREE_AREA, 0, [1, 1, 0])).toBeUndefined();
  });

  it('takes the nearer of two that lie behind one another', () => {
    const along: CameraPose = { ...POSE, azimuth: 0, elevation: 0 };
    const column = LAYOUT.layers[2];
    if (!column) throw new Error('expected three layers');
    // Half a spacing up, so that of both a neuron is in the middle of the picture.
    const middle = { x: 0, y: column.spacing / 2 };
    const near = { ...column, centre: { ...middle, z: 2 } };
    const far = { ...column, centre: { ...middle, z: -2 } };
    const positions = new Float32Array(20 * 3);
    [far, near].forEach((layer, index) => {
      for (let neuron = 0; neuron < 10; neuron++) {
        const { x, y, z } = neuronPosition(layer, neuron);
        positions.set([x, y, z], (index * 10 + neuron) * 3);
      }
    });
    const layout = {
      layers: [
        { ...far, first: 0 },
        { ...near, first: 10 },
      ],
      positions,
    };
    const point = { x: 40 + 450, y: 20 + 300 };
    expect(pickNeuron(point, layout, along, FREE_AREA, 0)?.layer).toBe(1);
    // Whichever comes first.
    const swapped = { layers: layout.layers.toReversed(), positions };
    expect(pickNeuron(point, swapped, along, FREE_AREA, 0)?.layer).toBe(0);
  });
});

describe('pickTolerance', () => {
  it('allows fingers and pens more than a mouse', () => {
    expect(['mouse', 'touch', 'pen'].map(pickTolerance)).toEqual([5, 16, 16]);
  });
});
