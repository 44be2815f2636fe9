/** The part of a navigator that tells what it is. */
export interface Handset {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** Whether it is a tablet or a phone. An iPad says that it is a Macintosh, of which none has a touch screen. */
export function isHandheld({ userAgent, maxTouchPoints }: Handset): boolean {
  return (
    /Android|iPhone|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)
  );
}
