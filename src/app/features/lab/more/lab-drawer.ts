import { Component, inject, input, output, type OutputEmitterRef, viewChild } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { CurvePoint } from '../../../network/lab/shared/curve.ts';
import { Drawer } from '../../../ui/drawer.ts';
import { Icon } from '../../../ui/icon.ts';
import { CurveTable } from './curve-table.ts';
import { DigitFiles } from './digit-files.ts';
import { RunLink } from './run-link.ts';

/** What else there is to a run: how it goes, its link, its curve in numbers, and the digits on this device, own ones too. */
@Component({
  selector: 'app-lab-drawer',
  imports: [CurveTable, DigitFiles, Drawer, Icon, RunLink],
  template: `
    <app-drawer [heading]="say('lab.menu')" [closeName]="say('lab.menuClose')">
      <section class="offers">
        <button type="button" class="pill-button" (click)="leaveFor(compareWanted)">
          {{ say('compare.keptRuns') }}
        </button>
        <button type="button" class="pill-button" (click)="leaveFor(lessonWanted)">
          <app-icon name="unlocked" />{{ say('lesson.prepare') }}
        </button>
        @if (points().length > 0) {
          <button type="button" class="pill-button" (click)="leaveFor(sheetWanted)">
            <app-icon name="printer" />{{ say('sheet.open') }}
          </button>
        }
      </section>
      <section>
        <h3>{{ say('lab.how') }}</h3>
        <ol>
          <li>{{ say('lab.how1') }}</li>
          <li>{{ say('lab.how2') }}</li>
          <li>{{ say('lab.how3') }}</li>
          <li>{{ say('lab.how4') }}</li>
        </ol>
      </section>
      <section>
        <app-run-link
          [query]="query()"
          [isOnGpu]="isOnGpu()"
          [hasOwn]="hasOwn()"
          [isChanged]="isChanged()"
        />
      </section>
      <section>
        <h3>{{ say('lab.tableHeading') }}</h3>
        <app-curve-table [points]="points()" [milestones]="milestones()" />
      </section>
      <section>
        <h3>{{ say('own.title') }}</h3>
        <p>{{ say('own.stay') }}</p>
        <button type="button" class="pill-button" data-part="own" (click)="leaveFor(ownWanted)">
          {{ say('own.write') }}
        </button>
      </section>
      <section>
        <app-digit-files />
      </section>
    </app-drawer>
  `,
  styles: `
    .offers {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }

    ol {
      display: grid;
      gap: 6px;
      margin: 0;
      padding-inline-start: 1.25em;
      font-size: var(--text-small);
    }
  `,
})
export class LabDrawer {
  protected readonly say = inject(Phrases).say;

  /** The text of the link to the run, or to the one that would begin. */
  readonly query = input.required<string>();
  readonly isOnGpu = input.required<boolean>();
  /** Whether own digits are in it. */
  readonly hasOwn = input.required<boolean>();
  /** Whether settings were changed while it learned. */
  readonly isChanged = input.required<boolean>();
  readonly points = input.required<readonly CurvePoint[]>();
  readonly milestones = input.required<readonly number[]>();
  /** Somebody wants to write own digits. */
  readonly ownWanted = output();
  /** A lesson is to be prepared. */
  readonly lessonWanted = output();
  /** A page to take home is to be printed. */
  readonly sheetWanted = output();

  /** Kept runs are to be compared. */
  readonly compareWanted = output();

  private readonly drawer = viewChild.required(Drawer);

  open(): void {
    this.drawer().open();
  }

  /** What comes next opens over the page, not over the drawer. */
  protected leaveFor(wanted: OutputEmitterRef<void>): void {
    this.drawer().close();
    wanted.emit();
  }
}
