/** A command line with what is usual, pairs of option and value, where `args` do not give it. */
export function withUsual(usual: readonly string[], args: readonly string[]): string[] {
  const isGiven = (option: string | undefined): boolean => args.some((arg) => arg === option);
  return [...usual.filter((_, index) => !isGiven(usual[index - (index % 2)])), ...args];
}
