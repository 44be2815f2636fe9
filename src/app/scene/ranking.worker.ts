import type { RankingRequest, RankingResponse } from './ranking-protocol';
import { strongestThresholds } from './strongest-thresholds';

let weights: readonly Float32Array[] = [];

addEventListener('message', ({ data }: MessageEvent<RankingRequest>) => {
  if (data.kind === 'weights') {
    weights = data.weights;
    return;
  }
  const { id, values, strongest, rankBy } = data;
  const rankings = weights.map((layer, index) =>
    strongestThresholds(layer, values[index] ?? new Float32Array(), strongest, rankBy),
  );
  const response: RankingResponse = { id, rankings };
  postMessage(response, { transfer: rankings.map(({ thresholds }) => thresholds.buffer) });
});
