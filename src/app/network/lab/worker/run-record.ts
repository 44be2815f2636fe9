import type { RunState } from '#engine';
import { upTo, MOST_POINTS, type CurvePoint, type LiveChange } from '../shared/curve.ts';
import type { ExamResult } from '../shared/exam.ts';
import type { LabStarted } from '../shared/lab-protocol.ts';
import type { LabSettings, LiveSettings } from '../shared/lab-settings.ts';
import type { RunMilestone, RunPoint } from './run-point.ts';

/** A run so far, without what it learned: what was measured, changed and kept. */
export class RunRecord {
  readonly settings: LabSettings;
  private points: readonly CurvePoint[];
  private liveChanges: readonly LiveChange[];
  private kept: readonly RunMilestone[];
  private liveSettings: LiveSettings;
  private isSame: boolean;
  private examResult: ExamResult | undefined;

  /** @param isSame whether the device gives the same bytes as all others */
  constructor(
    settings: LabSettings,
    isSame: boolean,
    from?: { readonly point: RunPoint; readonly milestones: readonly RunMilestone[] },
  ) {
    this.settings = settings;
    this.points = from?.point.curve ?? [];
    this.liveChanges = from?.point.changes ?? [];
    this.kept = from?.milestones ?? [];
    this.liveSettings = from?.point.live ?? liveOf(settings);
    this.isSame = (from?.point.isRepeatable ?? true) && isSame;
  }

  get curve(): readonly CurvePoint[] {
    return this.points;
  }

  get changes(): readonly LiveChange[] {
    return this.liveChanges;
  }

  get milestones(): readonly RunMilestone[] {
    return this.kept;
  }

  /** What pages are told of it that begin to look. */
  told(): Pick<LabStarted, 'curve' | 'milestones' | 'changes'> {
    const milestones = this.kept.map(({ point, answers }) => ({ point, answers }));
    return { curve: this.points, milestones, changes: this.liveChanges };
  }

  /** How it read what was shut until its end, once that was opened. */
  get exam(): ExamResult | undefined {
    return this.examResult;
  }

  /** Rate, decay and batch size by now. */
  get live(): LiveSettings {
    return this.liveSettings;
  }

  /** Whether the same settings give the same bytes again, on any device. */
  get isRepeatable(): boolean {
    return this.isSame && this.liveChanges.length === 0;
  }

  /** Notes what is changed after so many images; what stays as it is is no change. */
  change(images: number, change: Partial<LiveSettings>): LiveChange[] {
    const made = (['rate', 'weightDecay', 'batchSize'] as const).flatMap((setting) => {
      const value = change[setting];
      if (value === undefined || value === this.liveSettings[setting]) return [];
      this.liveSettings = { ...this.liveSettings, [setting]: value };
      return [{ images, setting, value }];
    });
    this.liveChanges = [...this.liveChanges, ...made];
    return made;
  }

  /** Notes a point; of two at the same moment, the one from more digits stays. */
  measured(point: CurvePoint): void {
    const others = this.points.filter(({ images }) => images !== point.images);
    if (others.length < MOST_POINTS) this.points = [...others, point];
  }

  /**
   * Keeps a milestone.
   * @returns its index
   */
  reached(milestone: RunMilestone): number {
    this.kept = [...this.kept, milestone];
    return this.kept.length - 1;
  }

  /** Notes what came out when the exam was opened. */
  examOpened(result: ExamResult): void {
    this.examResult = result;
  }

  /** The point from which the run can go on. */
  pointOf(state: RunState): RunPoint {
    return {
      ...{ settings: this.settings, live: this.liveSettings, state },
      ...{ curve: this.points, changes: this.liveChanges, isRepeatable: this.isSame },
    };
  }

  /** Goes back to a point, or to the beginning, on another device than the one that was lost. */
  goBack(point: RunPoint | undefined): void {
    this.points = point ? upTo(point.curve, point.state.imagesSeen) : [];
    this.liveChanges = point?.changes ?? [];
    this.kept = this.kept.slice(0, point?.state.milestonesReached ?? 0);
    this.liveSettings = point?.live ?? liveOf(this.settings);
    this.isSame = false;
  }
}

function liveOf({ rate, weightDecay, batchSize }: LabSettings): LiveSettings {
  return { rate, weightDecay, batchSize };
}
