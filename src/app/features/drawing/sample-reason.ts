import type { Say } from '../../i18n/phrases.ts';
import type { SamplesState } from './sample-digits.ts';

const REASONS = {
  waiting: 'samples.waiting',
  unreachable: 'samples.unreachable',
  damaged: 'samples.damaged',
} as const;

/** Why there are no samples, as people read it; undefined where there are some. */
export function sampleReason({ kind }: SamplesState, say: Say): string | undefined {
  return kind === 'ready' ? undefined : say(REASONS[kind]);
}
