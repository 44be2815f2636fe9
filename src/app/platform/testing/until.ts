/** Shorter than what a spec may take, so that its failure says what was waited for; longer than a busy machine needs. */
const PATIENCE_MS = 50_000;

/** Waits until a condition holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`expected ${String(holds)}, found never`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
