/** The engines of browsers on tablets and computers. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** How large a page is at first, CSS pixels: software, which draws it here, takes long for more. */
export const SMALL = { width: 800, height: 600 } as const;

/** What a mouse does next; places are CSS pixels of the page. */
export type MouseAction =
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | { readonly kind: 'down' | 'up'; readonly button?: 'left' | 'right' };

/** Keys that have no character. */
export type NamedKey = 'End' | 'Enter' | 'Escape' | 'Tab';

/** A page in one of the engines: the little that every driver can do. */
export interface EnginePage {
  readonly engine: Engine;
  /** The folder of what is downloaded. */
  readonly downloads: string;
  /** Goes to an address, and waits until it has loaded. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it knows nothing from outside except its argument, and both ends are plain data. */
  evaluate<Argument, Result>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Moves the real mouse and presses its buttons. */
  mouse(actions: readonly MouseAction[]): Promise<void>;
  /** Presses a key and lets it go. */
  press(key: NamedKey): Promise<void>;
  /** Chooses files in a file input, which need not be visible. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Gives the page this size, CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** A PNG of the page. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}
