import { Component, inject, input, output, viewChild } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { CurvePoint } from '../../../network/lab/shared/curve.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { Drawer } from '../../../ui/drawer.ts';
import { CurveTable } from './curve-table.ts';
import { DigitFiles } from './digit-files.ts';
import { RunLink } from './run-link.ts';

/** What else there is to a run: how it goes, its link, its curve in numbers, and the digits on this device. */
@Component({
  selector: 'app-lab-drawer',
  imports: [CurveTable, DigitFiles, Drawer, RunLink],
  template: `
    <app-drawer [heading]="say('lab.menu')" [closeName]="say('lab.menuClose')">
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
        <button type="button" class="pill-button" (click)="compare()">
          {{ say('compare.keptRuns') }}
        </button>
      </section>
      <section>
        <app-run-link [settings]="settings()" [isChanged]="isChanged()" />
      </section>
      <section>
        <h3>{{ say('lab.tableHeading') }}</h3>
        <app-curve-table [points]="points()" [milestones]="milestones()" />
      </section>
      <section>
        <app-digit-files />
      </section>
    </app-drawer>
  `,
  styles: `
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

  /** Of the run, or of the one that would begin. */
  readonly settings = input.required<LabSettings>();
  /** Whether settings were changed while it learned. */
  readonly isChanged = input.required<boolean>();
  readonly points = input.required<readonly CurvePoint[]>();
  readonly milestones = input.required<readonly number[]>();

  /** Kept runs are to be compared. */
  readonly compareWanted = output();

  private readonly drawer = viewChild.required(Drawer);

  open(): void {
    this.drawer().open();
  }

  protected compare(): void {
    this.drawer().close();
    this.compareWanted.emit();
  }
}
