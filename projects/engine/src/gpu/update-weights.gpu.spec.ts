import { GPU_MS, gpuSetup, withGpuBackend } from '../../testing/gpu.ts';
import { differenceOf } from '../../testing/difference.ts';
import { areGradientsOff } from '../../testing/gradient-tolerance.ts';
import { at as elementAt } from '../at.ts';
import { averagingShare, StepCounter } from '../optimizer.ts';
import { LANES, TILE } from './gpu-plan.ts';
import { packParameters } from './gpu-parameters.ts';
import { batchGradient } from '../reference/batch-gradient.ts';
import { updateParameter, type ParameterState } from '../reference/update-parameter.ts';

const RATE = 0.01;

describe('updateWeights', () => {
  const architectures = [
    [64, 40, 16, 10],
    [33, 7, 3],
  ];
  for (const architecture of architectures) {
    it(
      `finds the reference’s gradients and takes its step for ${architecture.join('-')}`,
      async () => {
        const optimizer = { ...gpuSetup(architecture).optimizer, weightDecay: 0.5 };
        const setup = gpuSetup(architecture, { averaging: 0.9, optimizer });
        const { initialWeights } = setup;
        const indices = Uint32Array.from({ length: 39 }, (_, image) => (image * 7) % 100);
        const read = await withGpuBackend(setup, async (backend) => {
          backend.step(indices, RATE);
          const { memory } = backend;
          const buffers = [memory.parameters, memory.moments, memory.averages, memory.signals];
          const [parameters, moments, averages, signals] = await Promise.all(
            buffers.map(async (buffer) => new Float32Array(await backend.read(buffer))),
          );
          return { plan: backend.plan, parameters, moments, averages, signals };
        });
        const { plan, parameters, moments, averages, signals } = read;
        const before = packParameters(plan, initialWeights);
        const expectedGradients = batchGradient(setup, initialWeights, indices).gradients;
        const constants = new StepCounter(setup.optimizer, 0.9).next(RATE);
        plan.layers.forEach(({ columns, parameters: first, spec: layer }, l) => {
          const found = {
            gradients: [] as number[],
            values: [] as number[],
            averages: [] as number[],
          };
          const gradients: number[] = [];
          const states: ParameterState[] = [];
          for (let row = 0; row <= layer.inputs; row++) {
            for (let out = 0; out < layer.outputs; out++) {
              const column = first + row * columns + Math.floor(out / LANES);
              const at = column * LANES + (out % LANES);
              const firstMoment = moments?.[column * 2 * LANES + (out % LANES)] ?? NaN;
              found.gradients.push(firstMoment / (1 - constants.beta1));
              found.values.push(parameters?.[at] ?? NaN);
              found.averages.push(averages?.[at] ?? NaN);
              const { weights, biases } = elementAt(expectedGradients, l);
              const isBias = row === layer.inputs;
              const gradient = isBias
                ? elementAt(biases, out)
                : elementAt(weights, out * layer.inputs + row);
              const value = before[at] ?? NaN;
              const state = { value, first: 0, second: 0, average: value };
              gradients.push(gradient);
              // Adam's first step is the gradient's sign: from the found one, which may round to another.
              const taken = found.gradients.at(-1) ?? NaN;
              const decay = isBias ? 1 : constants.decay;
              states.push(updateParameter(state, taken, { ...constants, decay }));
            }
          }
          expect(areGradientsOff(found.gradients, gradients)).not.toContain(true);
          const expected = (part: keyof ParameterState) => states.map((state) => state[part]);
          expect(differenceOf(found.values, expected('value'))).toBeLessThan(1e-6);
          expect(differenceOf(found.averages, expected('average'))).toBeLessThan(1e-6);
        });
        // What the next step needs of normalisation: the new weights, added up a tile at a time.
        const [layer] = plan.layers;
        const width = (layer?.columns ?? 0) * LANES;
        const sums = new Float64Array((layer?.tiles.down ?? 0) * width);
        for (let i = 0; i < (layer?.spec.inputs ?? 0) * width; i++) {
          const at = Math.floor(i / width / TILE.rows) * width + (i % width);
          sums[at] = (sums[at] ?? 0) + (parameters?.[i] ?? NaN);
        }
        const from = plan.weightSums * LANES;
        expect(differenceOf(signals?.subarray(from, from + sums.length) ?? [], sums)).toBeLessThan(
          1e-6,
        );
        expect(constants.averagingShare).toBe(averagingShare(0.9, 1));
      },
      GPU_MS,
    );
  }
});
