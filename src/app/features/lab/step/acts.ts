/** The acts of a step: forward, error, back, change. */
export type Act = 1 | 2 | 3 | 4;

/** The act after this one; undefined after the last, where the next step comes. */
export function nextAct(act: Act): Act | undefined {
  switch (act) {
    case 1:
      return 2;
    case 2:
      return 3;
    case 3:
      return 4;
    case 4:
      return undefined;
    default:
      return act satisfies never;
  }
}
