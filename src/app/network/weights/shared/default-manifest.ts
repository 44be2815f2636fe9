/** The default weights, as the trainer writes them; relative to the app's folder. */
export const DEFAULT_MANIFEST = 'exports/mlp_weights.json';
