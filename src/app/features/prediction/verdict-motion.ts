/** How one answer takes another's place. */
export type Manner = 'fade' | 'slide' | 'none';

const FADE_MS = 120;
const SLIDE = { duration: 250, easing: 'cubic-bezier(.2, .7, .2, 1)' } as const;
/** Rows of a column. */
const ROWS = 10;

interface Slide {
  readonly animation: Animation;
  /** How many rows away it began. */
  readonly rows: number;
}

/**
 * Moves the large figure when another digit is named. Only opacity and place change, which the browser animates without
 * the page's thread.
 */
export class VerdictMotion {
  private readonly host: HTMLElement;
  private readonly ghost: HTMLElement;
  private kind: string | undefined;
  private digit: number | undefined;
  private slides: readonly Slide[] = [];

  /**
   * @param host the element with the figure, `.figure`, and its words, `.share`
   * @param ghost an empty element in the place of a figure, for the one that fades away
   */
  constructor(host: HTMLElement, ghost: HTMLElement) {
    this.host = host;
    this.ghost = ghost;
  }

  /**
   * Animates to what is on the page by now.
   * @param kind of what is said
   * @param digit that is named; undefined in doubt
   */
  follow(kind: string, digit: number | undefined, manner: Manner): void {
    const [kindBefore, before] = [this.kind, this.digit];
    [this.kind, this.digit] = [kind, digit];
    const isFirst = kindBefore === undefined;
    const isSame = kind === kindBefore && digit === before;
    if (isFirst || isSame || manner === 'none') return;
    if (before === undefined || digit === undefined) fadeIn(this.host);
    else if (before !== digit) this.replace(before, digit, manner);
  }

  private replace(before: number, digit: number, manner: Exclude<Manner, 'none'>): void {
    const parts = [...this.host.querySelectorAll<HTMLElement>('.figure, .share, .why')];
    const rowsLeft = this.rowsLeft();
    for (const { animation } of this.slides) animation.cancel();
    this.slides = [];
    if (manner === 'slide' && this.isColumn()) {
      const rows = before - digit + rowsLeft;
      const from = { translate: `0 ${(rows * 100) / ROWS}cqb` };
      this.slides = parts.map((part) => ({
        animation: part.animate([from, { translate: '0 0' }], SLIDE),
        rows,
      }));
      return;
    }
    parts.forEach(fadeIn);
    this.fadeOut(before);
  }

  private fadeOut(digit: number): void {
    const { ghost } = this;
    for (const animation of ghost.getAnimations()) animation.cancel();
    ghost.textContent = String(digit);
    ghost.style.setProperty('--row', String(digit));
    ghost.animate([{ opacity: 1 }, { opacity: 0 }], FADE_MS).onfinish = () => {
      ghost.textContent = '';
    };
  }

  /** How far the figure still is from its row, while it slides. */
  private rowsLeft(): number {
    const [slide] = this.slides;
    const progress = slide?.animation.effect?.getComputedTiming().progress ?? 1;
    return (slide?.rows ?? 0) * (1 - progress);
  }

  private isColumn(): boolean {
    return getComputedStyle(this.host).position === 'absolute';
  }
}

function fadeIn(element: HTMLElement): void {
  element.animate([{ opacity: 0 }, { opacity: 1 }], FADE_MS);
}
