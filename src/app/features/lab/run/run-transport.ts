import { Component, computed, inject, input, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { Phase } from '../../../network/lab/shared/lab-protocol.ts';
import type { Pace } from '../../../network/lab/shared/lab-settings.ts';
import { Icon } from '../../../ui/icon.ts';
import { SegmentedChoice, type Segment } from '../../../ui/segmented-choice.ts';

const PACES = [
  ['step', 'lab.paceStep', '1'],
  ['slow', 'lab.paceSlow', '›'],
  ['time-lapse', 'lab.paceTimeLapse', '››'],
  ['full', 'lab.paceFull', '›››'],
] as const;

/** Start, Pause, the next step, Again, keep; and the pace. One button is white: the next thing to do. */
@Component({
  selector: 'app-run-transport',
  imports: [Icon, SegmentedChoice],
  templateUrl: './run-transport.html',
  styleUrl: './run-transport.css',
  host: { role: 'group', '[attr.aria-label]': "say('lab.paces')" },
})
export class RunTransport {
  protected readonly say = inject(Phrases).say;

  readonly phase = input.required<Phase | undefined>();
  readonly pace = input.required<Pace>();
  /** Whether a run is being begun: its digits are on their way. */
  readonly isStarting = input.required<boolean>();
  /** Whether another tab learns. */
  readonly isWatching = input.required<boolean>();
  /** Whether the run learns nothing any more: the way back is beside its words. */
  readonly isDead = input.required<boolean>();
  readonly isKeeping = input.required<boolean>();
  readonly isKept = input.required<boolean>();
  /** How long time-lapse takes to the end, seconds; undefined if it has no end. */
  readonly seconds = input<number>();

  readonly started = output();
  readonly paused = output();
  readonly wentOn = output();
  readonly stepped = output();
  readonly wentBack = output();
  readonly kept = output();
  readonly paceChosen = output<Pace>();

  protected readonly segments = computed((): readonly Segment<Pace>[] =>
    PACES.map(([value, name, text]) => ({ value, text, name: this.say(name) })),
  );
  protected readonly hint = computed(() => {
    const name = this.say(PACES.find(([pace]) => pace === this.pace())?.[1] ?? 'lab.paceFull');
    const count = this.seconds();
    if (this.pace() !== 'time-lapse' || count === undefined || this.phase()) return name;
    return this.say('lab.seconds', { pace: name, count });
  });
  /** Whether it is held and can go on. */
  protected readonly isHeld = computed(() => this.phase()?.kind === 'held');
}
