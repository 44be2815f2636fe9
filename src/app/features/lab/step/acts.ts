/** The acts of a step of learning, in their order: forward, error, back, change. */
export const ACTS = [1, 2, 3, 4] as const;

export type Act = (typeof ACTS)[number];

/** The act after this one; undefined after the last, where the next step comes. */
export function nextAct(act: Act): Act | undefined {
  return ACTS[ACTS.indexOf(act) + 1];
}
