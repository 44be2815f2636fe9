import type { LabOutlook } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import type { LabSurroundings } from './lab-surroundings.ts';
import type { LabTabs } from './lab-tabs.ts';
import type { OwnDigitStore } from './own-digit-store.ts';
import { isGoneOnWith, learnedOwn } from './own-part.ts';
import { interruptedBy, type RunStore } from './run-store.ts';

/** Where what a run would meet is found out. */
interface Around {
  readonly own: OwnDigitStore;
  readonly runs: RunStore;
  readonly tabs: Pick<LabTabs, 'isElsewhere'>;
  readonly world: Pick<LabSurroundings, 'freeBytes'>;
  /** Whether there is a run in this tab. */
  readonly isRunning: () => boolean;
}

/** How things stand for a run with these settings: room on the device, other tabs, and a run that was interrupted. */
export async function lookAround(
  settings: LabSettings,
  { own, runs, tabs, world, isRunning }: Around,
): Promise<LabOutlook> {
  const learned = await learnedOwn(settings, own);
  const [room, isElsewhere] = await Promise.all([
    world.freeBytes().then((free) => runs.room(settings, free, learned)),
    tabs.isElsewhere(),
  ]);
  // A run of another tab is none that was interrupted.
  const stored = isElsewhere || isRunning() ? undefined : await runs.load();
  if (!stored) return { room, isElsewhere, interrupted: undefined };
  const isOwnChanged = !(await isGoneOnWith(stored.point, own));
  return { room, isElsewhere, interrupted: interruptedBy(stored, isOwnChanged) };
}
