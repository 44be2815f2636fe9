import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import {
  LONGEST_NAME,
  type LibraryNetwork,
  type NetworkAnswer,
  type NetworkFace,
} from '../../network/library/shared/library-network.ts';
import { Flyout } from '../../ui/flyout.ts';
import { Icon } from '../../ui/icon.ts';
import { NetworkFacePicture } from './network-face.ts';
import { NetworkSaving } from './network-saving.ts';
import { NetworkWords } from './network-words.ts';

let cards = 0;

/** A network: its face, what it reads on the paper now, how well it reads, and a menu of what can be done with it. */
@Component({
  selector: 'app-network-card',
  imports: [Flyout, Icon, NetworkFacePicture, NetworkSaving],
  templateUrl: './network-card.html',
  styleUrl: './network-card.css',
  host: { '[class.in-use]': 'isInUse()', '[class.renaming]': 'isRenaming()' },
})
export class NetworkCard {
  protected readonly LONGEST_NAME = LONGEST_NAME;
  protected readonly say = inject(Phrases).say;
  protected readonly words = inject(NetworkWords);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly network = input.required<LibraryNetwork>();
  readonly face = input<NetworkFace>();
  /** What it reads on the paper; undefined while the paper is empty or it has not read yet. */
  readonly answer = input<NetworkAnswer>();
  readonly isInUse = input(false);
  /** Whether each visit begins with it. */
  readonly isDefault = input(false);
  /** Index of the checkpoint on screen, if it is this network's. */
  readonly checkpoint = input<number>();

  readonly used = output();
  readonly renamed = output<string>();
  readonly madeDefault = output();
  readonly removed = output();

  private readonly menu = viewChild.required(Flyout);
  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  protected readonly factsId = `network-${(cards += 1)}-facts`;
  protected readonly name = computed(() => this.words.name(this.network()));
  protected readonly isRenaming = signal(false);
  protected readonly isSaving = signal(false);

  /** Moves the focus to the button that uses it. */
  focus(): void {
    this.host.querySelector<HTMLElement>('.use')?.focus();
  }

  protected showMenu(): void {
    this.afterRender(() => {
      const flyout = this.host.querySelector('.flyout');
      flyout?.scrollIntoView({ block: 'nearest' });
      flyout?.querySelector('button')?.focus();
    });
  }

  protected startSaving(): void {
    this.isSaving.set(true);
    this.showMenu();
  }

  protected startRenaming(): void {
    this.menu().close();
    this.isRenaming.set(true);
    this.afterRender(() => {
      this.host.querySelector('input')?.select();
    });
  }

  protected endRenaming(name: string): void {
    this.isRenaming.set(false);
    this.opener().nativeElement.focus();
    if (name.trim() !== this.network().name) this.renamed.emit(name);
  }

  protected pressInName(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // Escape would close the drawer.
    event.preventDefault();
    event.stopPropagation();
    this.endRenaming(this.network().name);
  }

  private afterRender(act: () => void): void {
    const { injector } = this;
    afterNextRender(act, { injector });
  }
}
