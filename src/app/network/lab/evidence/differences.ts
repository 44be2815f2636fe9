import { changedSettings, type LabSettings } from '../shared/lab-settings.ts';

/**
 * The settings in which some of these runs differ, in their usual order; nothing, none and no are values like others. A run
 * without any has nothing to differ from.
 */
export function differences(runs: readonly LabSettings[]): (keyof LabSettings)[] {
  const [first, ...others] = runs;
  if (!first) return [];
  const changed = new Set(others.flatMap((other) => changedSettings(first, other)));
  return (Object.keys(first) as (keyof LabSettings)[]).filter((name) => changed.has(name));
}
