import { initialWeights as randomWeights, type Optimizer, type TrainingRunOptions } from '#engine';
import { perceptronSpec, type LabelledImages, type NetworkSpec, type NetworkWeights } from '#model';
import type { LabSettings } from '../shared/lab-settings.ts';
import { LAB_CONTROLS } from '../shared/lab-controls.ts';
import { doublings } from './doublings.ts';

const [INPUTS, CLASSES] = [784, 10];
/**
 * Of He's spread: what the first layer learns stands out from its random weights, three to ten times as strong instead of
 * half as strong, and networks read as well (`npm run bench -- lab-start`).
 */
const FIRST_LAYER_SCALE = 0.1;
/** PyTorch's, as the trainer's. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const MOMENTUM = 0.9;

/** The network that settings ask for. */
export function labSpec({ hidden }: Pick<LabSettings, 'hidden'>): NetworkSpec {
  return perceptronSpec([INPUTS, ...hidden, CLASSES]);
}

/** The weights that a run with these settings begins with. */
export function initialWeights(settings: Pick<LabSettings, 'hidden' | 'seed'>): NetworkWeights {
  return randomWeights(labSpec(settings), settings.seed, {
    kind: 'he',
    firstLayerScale: FIRST_LAYER_SCALE,
  });
}

/** What settings decide of a run on these digits. */
export function runPlan(
  settings: LabSettings,
  trainingSet: LabelledImages,
): Omit<TrainingRunOptions, 'backend'> {
  const spec = labSpec(settings);
  const { seed, batchSize, rate } = settings;
  return {
    setup: {
      ...{ spec, trainingSet, optimizer: optimizerOf(settings) },
      initialWeights: initialWeights(settings),
    },
    ...{ batchSize, seed, schedule: () => rate },
    mostBatchSize: Math.max(batchSize, ...LAB_CONTROLS.batchSize.choices),
    milestones: doublings(settings, trainingSet.labels.length),
  };
}

function optimizerOf({ optimizer, weightDecay }: LabSettings): Optimizer {
  switch (optimizer) {
    case 'sgd':
      return { kind: 'sgd', weightDecay };
    case 'momentum':
      return { kind: 'momentum', momentum: MOMENTUM, weightDecay };
    case 'adam':
      return { kind: 'adam', ...ADAM, weightDecay };
    default:
      return optimizer satisfies never;
  }
}
