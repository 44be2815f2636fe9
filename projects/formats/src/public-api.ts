export { FILE_LIMITS, type ChosenFile } from './chosen-file.ts';
export * from './drawings/labelled-drawings-zip.ts';
export * from './export/export-files.ts';
export * from './ink/find-ink.ts';
export type { InkDigits } from './ink/ink-losses.ts';
export {
  INK_AS_HERE,
  INK_READINGS,
  INK_SCALES,
  withInk,
  type InkReading,
  type InkScale,
} from './ink/ink-reading.ts';
export { weightsHash } from './onnx/onnx-manifest.ts';
export { writeOnnx } from './onnx/write-onnx.ts';
export * from './read-files.ts';
export {
  lastCheckpoint,
  type CheckpointMoment,
  type ReadCheckpoint,
  type ReadNetwork,
} from './read-network.ts';
export * from './remark.ts';
export { readZip } from './zip/read-zip.ts';
export { writeZip } from './zip/write-zip.ts';
