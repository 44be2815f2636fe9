import type { Milestone } from '#model';
import { totalImages, type LabSettings } from '../shared/lab-settings.ts';

/** The first milestone after the beginning; earlier there is little to see. */
const FIRST_DOUBLING = 64;
/** A run that nobody ends goes on for years; its milestones have to end somewhere. */
const LAST_DOUBLING = 2 ** 40;

/**
 * The milestones of a run: its beginning, each doubling of images from the first whole batch on, and its end. So they lie
 * as far apart on the curve as in time at time-lapse, and cut no batch in two unless the batch size is changed.
 */
export function doublings(settings: LabSettings, datasetSize: number): Milestone[] {
  const end = totalImages(settings, datasetSize);
  const all = [milestoneAt(0, datasetSize)];
  const last = end ?? LAST_DOUBLING;
  for (let at = Math.max(FIRST_DOUBLING, settings.batchSize); at < last; at *= 2) {
    all.push(milestoneAt(at, datasetSize));
  }
  return end === undefined ? all : [...all, milestoneAt(end, datasetSize)];
}

/** A milestone after so many images. */
export function milestoneAt(images: number, datasetSize: number): Milestone {
  if (images === 0) {
    return { id: 'initial', label: 'Initial weights', kind: 'initial', targetImages: 0 };
  }
  const passes = images / datasetSize;
  if (Number.isInteger(passes)) {
    return {
      ...{ id: `dataset_${passes}x`, label: `${passes}× dataset`, kind: 'dataset_multiple' },
      ...{ targetImages: images, datasetMultiple: passes },
    };
  }
  return {
    id: `approx_${images}`,
    label: `≈${images} images`,
    kind: 'approx',
    targetImages: images,
  };
}
