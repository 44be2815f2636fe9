import { exp, log } from './elementary';
import { Batch, Layer, NO_DIGIT } from './layout';

/**
 * Softmax cross-entropy of images `from` to `to`, and its gradient by the last layer's outputs. The
 * target of an image that is no digit is the uniform distribution (outlier exposure, Hendrycks et al.
 * 2019), and its loss is not reported.
 */
export function softmaxCrossEntropy(layer: Layer, batch: Batch, from: u32, to: u32): void {
  const classes = layer.outputs;
  const rowBytes = layer.width << 2;
  const scale: f32 = 1 / <f32>batch.size;
  for (let image = from; image < to; image++) {
    const row = layer.preActivations + image * rowBytes;
    const delta = layer.deltas + image * rowBytes;
    const label = <u32>load<u8>(batch.labels + load<u32>(batch.indices + (image << 2)));
    let largest = load<f32>(row);
    for (let c: u32 = 1; c < classes; c++) {
      largest = max(largest, load<f32>(row + (c << 2)));
    }
    let sum: f64 = 0;
    for (let c: u32 = 0; c < classes; c++) {
      sum += exp(<f64>load<f32>(row + (c << 2)) - <f64>largest);
    }
    const isDigit = label != NO_DIGIT;
    const weight: f64 = isDigit ? 1 : <f64>batch.outlierWeight;
    for (let c: u32 = 0; c < classes; c++) {
      const probability = exp(<f64>load<f32>(row + (c << 2)) - <f64>largest) / sum;
      const target: f64 = isDigit ? (c == label ? 1 : 0) : 1 / <f64>classes;
      store<f32>(delta + (c << 2), <f32>(weight * (probability - target)) * scale);
    }
    const margin = isDigit ? <f64>load<f32>(row + (label << 2)) - <f64>largest : 0;
    store<f64>(batch.losses + (image << 3), isDigit ? log(sum) - margin : 0);
  }
}
