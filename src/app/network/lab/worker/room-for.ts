import { parameterCount } from '#model';
import type { Room } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import { doublings } from './doublings.ts';
import { labSpec } from './run-plan.ts';

const TEST_DIGITS = 10_000;
const HALF_BYTES = 2;
/** Weights and two moments of each, as float32. */
const STATE_BYTES = 12;

/**
 * Whether a run with these settings can be kept: its milestones twice, as a run and as a network, and where it can go on.
 * @param free bytes that the browser would let the app store; undefined if it does not say
 * @param digits that it learns from
 */
export function roomFor(settings: LabSettings, free: number | undefined, digits: number): Room {
  const parameters = parameterCount(labSpec(settings));
  const milestones = doublings(settings, digits).length;
  const needed =
    milestones * (parameters * HALF_BYTES + 2 * TEST_DIGITS) * 2 + parameters * STATE_BYTES;
  return { needed, free, isEnough: free === undefined || free >= needed };
}
