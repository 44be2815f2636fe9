// WebGPU's flags by number: Node has no global GPUBufferUsage, GPUMapMode, GPUShaderStage.

/** `GPUBufferUsage`, as the specification fixes it. */
export const USAGE = {
  mapRead: 0x0001,
  copySource: 0x0004,
  copyTarget: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
  queryResolve: 0x0200,
} as const;

/** `GPUMapMode.READ`. */
export const MAP_READ = 0x0001;
/** `GPUShaderStage.COMPUTE`. */
export const COMPUTE_STAGE = 0x0004;
