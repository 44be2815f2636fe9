import { isBlankDrawing, type Drawing } from '#model';
import type { ReadTile } from '../../../features/scene/picture/paint-scene.ts';
import type { StageAreas } from '../../../layout/stage-areas.ts';
import { isSeen } from '../../../platform/is-seen.ts';
import type { PictureParts } from './network-picture.ts';

/** What is on the page. */
interface Shown {
  readonly scene: { readonly readTile: ReadTile };
  readonly areas: Pick<StageAreas, 'free' | 'inputPlace'>;
  readonly isAtHome: boolean;
  /** What is on the paper; undefined for a picture without the paper. */
  readonly drawing: Drawing | undefined;
}

/** The parts of the page that a picture shows, as they are now; undefined if the page has no scene. */
export function picturePartsOf(
  page: Element,
  { scene, areas, isAtHome, drawing }: Shown,
): PictureParts | undefined {
  const stage = page.querySelector('app-network-scene');
  if (!stage) return undefined;
  const place = page.querySelector('app-digit-pad');
  const input = page.querySelector<HTMLCanvasElement>('app-input-image:not(.on-stage) canvas');
  const inputPlace = areas.inputPlace();
  const { left, top } = stage.getBoundingClientRect();
  const onPage = [areas.free(), ...(inputPlace ? [inputPlace] : [])].map((area) => ({
    ...area,
    left: area.left + left,
    top: area.top + top,
  }));
  return {
    ...{ stage, isAtHome, areas: onPage, readTile: scene.readTile },
    answer: [...page.querySelectorAll('app-verdict, app-answer-bars')].filter(isSeen),
    // An empty image says nothing, and stands where the paper is.
    input: drawing && input && isSeen(input) && !isBlankDrawing(drawing) ? input : undefined,
    paper: drawing && place && isSeen(place) ? { place, drawing } : undefined,
  };
}
