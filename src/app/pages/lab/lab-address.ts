import { FormatError } from '#model';
import { Location } from '@angular/common';
import { computed, inject, linkedSignal, Service } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import {
  fixedBy,
  formatPreparedLink,
  parsePreparedLink,
  type Lesson,
} from '../../network/lab/shared/prepared-link.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../../network/lab/shared/lab-settings.ts';

const USUAL: Lesson = { settings: DEFAULT_SETTINGS, question: undefined, locked: [] };

/** What the page's address asks for: settings, and what a teacher has prepared. */
@Service({ autoProvided: false })
export class LabAddress {
  private readonly location = inject(Location);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);

  private readonly asked = computed((): Lesson | FormatError => {
    const query = this.query();
    const pairs = (query?.keys ?? []).flatMap((key) =>
      (query?.getAll(key) ?? []).map((value): [string, string] => [key, value]),
    );
    try {
      return parsePreparedLink(new URLSearchParams(pairs).toString());
    } catch (error) {
      if (error instanceof FormatError) return error;
      throw error;
    }
  });
  private readonly inForce = linkedSignal((): Lesson => {
    const asked = this.asked();
    return asked instanceof FormatError ? USUAL : asked;
  });

  /** What pupils find: the settings as the address had them at first. */
  readonly lesson = this.inForce.asReadonly();
  /** Why the address cannot be used, in a sentence; the usual recipe is shown then. */
  readonly problem = computed(() => {
    const asked = this.asked();
    return asked instanceof FormatError ? asked.message : undefined;
  });
  /** Whether a teacher has prepared it. */
  readonly isPrepared = computed(
    () => this.lesson().question !== undefined || this.lesson().locked.length > 0,
  );
  /** What cannot be changed. */
  readonly locked = computed(() => fixedBy(this.lesson().locked));

  /** The text of a link to a run with these settings, prepared as this one is. */
  linkTo(settings: LabSettings): string {
    return formatPreparedLink({ ...this.lesson(), settings });
  }

  /** Has the address ask for these settings; what is prepared stays. */
  write(settings: LabSettings): void {
    this.location.replaceState('/lab', this.linkTo(settings));
  }

  /** Begins a lesson. */
  begin(lesson: Lesson): void {
    this.inForce.set(lesson);
    this.write(lesson.settings);
  }
}
