/** The inference worker could not do what it was asked for; its message says why. */
export class InferenceFailure extends Error {
  override readonly name = 'InferenceFailure';
}
