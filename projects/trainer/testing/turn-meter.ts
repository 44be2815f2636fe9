// node --import turn-meter.ts COMMAND: tells on file descriptor 3, in lines of JSON, how much processor time
// the command's thread has used, and how much of it at most between two turns of the event loop. Not time on
// the clock: a busy computer may stop a thread for long. After each line the thread waits for a byte on file
// descriptor 4: whoever reads the lines acts at the moment they tell of, however busy the computer is.
import { readSync, writeSync } from 'node:fs';

/** What a line tells, in milliseconds of processor time since the command has listened to Ctrl-C. */
export interface TurnReport {
  readonly used: number;
  /** The longest time without a turn. */
  readonly longest: number;
  /** Used before Ctrl-C arrived, once it has. */
  readonly interrupted?: number;
}

let began: number | undefined;
let last = 0;
let longest = 0;
let interrupted: number | undefined;

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function turn(): void {
  if (process.listenerCount('SIGINT') === 0 && began === undefined) return;
  const now = used();
  if (began === undefined) {
    // From here on Ctrl-C waits for a turn.
    process.once('SIGINT', () => {
      interrupted = used() - (began ?? 0);
    });
  } else {
    longest = Math.max(longest, now - last);
  }
  began ??= now;
  last = now;
  tell();
}

function tell(): void {
  const report: TurnReport = {
    used: used() - (began ?? 0),
    longest,
    ...(interrupted !== undefined && { interrupted }),
  };
  writeSync(3, `${JSON.stringify(report)}\n`);
  readSync(4, Buffer.alloc(1));
}

setInterval(turn, 1).unref();
process.once('exit', () => {
  turn();
});
