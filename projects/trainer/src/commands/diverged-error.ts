/** A run whose network is of no use, so that nothing was replaced by it. Exit status 1. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';

  /**
   * @param failure what is wrong with it
   * @param exportPath where it is not
   */
  constructor(failure: string, exportPath: string) {
    super(
      `the run diverged or learned nothing: ${failure}; ${exportPath} was not touched ` +
        '(another --lr may help, as a rule a lower one; --keep-diverged exports it as it is)',
    );
  }
}
