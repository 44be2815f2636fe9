/** What shells expect of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;
