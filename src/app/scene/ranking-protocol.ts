import type { SceneOptions } from '../settings/scene-options';
import type { LayerRanking } from './strongest-thresholds';

/** From page to worker; a `rank` request is answered once, in order, with its id. */
export type RankingRequest =
  /** The weights that later requests are about: `[out][in]`, a dense layer each. */
  | { readonly kind: 'weights'; readonly weights: readonly Float32Array[] }
  | ({
      readonly kind: 'rank';
      readonly id: number;
      /** What each layer's sources carry, `[in]` each. */
      readonly values: readonly Float32Array[];
    } & Pick<SceneOptions, 'strongest' | 'rankBy'>);

/** From worker to page. */
export interface RankingResponse {
  readonly id: number;
  /** A dense layer each. */
  readonly rankings: readonly LayerRanking[];
}
