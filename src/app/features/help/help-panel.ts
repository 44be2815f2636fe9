import { Component, inject, input, output, viewChild } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Drawer } from '../../ui/drawer.ts';
import { FoldSection } from '../../layout/fold-section.ts';
import { Icon } from '../../ui/icon.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';
import { AboutApp } from './about-app.ts';
import { ColourLegend } from './colour-legend.ts';
import {
  DRAWING_GESTURES,
  GestureList,
  KEYS,
  NETWORK_GESTURES,
  TIMELINE_GESTURES,
} from './gesture-list.ts';
import { NetworkFacts } from './network-facts.ts';

/** The help: gestures and keys, the meaning of the picture, facts about the network, and its origin. */
@Component({
  selector: 'app-help-panel',
  imports: [AboutApp, ColourLegend, Drawer, FoldSection, GestureList, Icon, NetworkFacts],
  templateUrl: './help-panel.html',
  styleUrl: './help-panel.css',
})
export class HelpPanel {
  protected readonly say = inject(Phrases).say;

  /** The network in use. */
  readonly shown = input<NetworkInUse>();

  /** The user wants the table of all activations. */
  readonly tableWanted = output();

  private readonly drawer = viewChild.required(Drawer);
  protected readonly gestures = {
    drawing: DRAWING_GESTURES,
    network: NETWORK_GESTURES,
    timeline: TIMELINE_GESTURES,
    keys: KEYS,
  };

  open(): void {
    this.drawer().open();
  }

  protected showTable(): void {
    this.drawer().close();
    this.tableWanted.emit();
  }
}
