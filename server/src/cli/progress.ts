import type { WriteStream } from 'node:tty';
import { isTerminal, widthOf } from './terminal.js';

/** A shorter run shows nothing. */
const PATIENCE_MS = 1000;
const EVERY_MS = 100;
/**
 * The rate is measured over this time: earlier samples, before the code was compiled, would overestimate the time left.
 */
const LATELY_MS = 5000;
const BAR = 14;

/**
 * The progress of a long run, on one line of the terminal: a bar, the rate and the time left. Shows nothing if messages
 * go to a file or a pipe, or in continuous integration.
 */
export class Progress {
  private readonly start = now();
  private readonly isWatched: boolean;
  private drawn = 0;
  /** The oldest first: the last one before {@link LATELY_MS}, and what came after it. */
  private readonly marks: { readonly time: number; readonly checked: number }[] = [];
  private isShown = false;

  constructor(private readonly err: WriteStream | NodeJS.WriteStream) {
    this.isWatched = isTerminal(err) && !process.env['CI'] && process.env['TERM'] !== 'dumb';
  }

  /** @param all undefined if the total is not known */
  update(checked: number, all: number | undefined): void {
    if (!this.isWatched) return;
    const time = now();
    if (time - this.drawn < EVERY_MS) return;
    this.drawn = time;
    const rate = this.rateAt(time, checked);
    if (time - this.start < PATIENCE_MS) return;
    this.isShown = true;
    const text = words(checked, all, rate);
    this.err.write(`\r\x1b[2K${text.slice(0, (widthOf(this.err) ?? 80) - 1)}`);
  }

  /** Encounters per second; undefined before the first one. */
  private rateAt(time: number, checked: number): number | undefined {
    const { marks } = this;
    marks.push({ time, checked });
    while (marks.length > 2 && marks[1]!.time <= time - LATELY_MS) marks.shift();
    const since = marks[0]!;
    return checked > since.checked ? (checked - since.checked) / ((time - since.time) / 1000) : undefined;
  }

  /** Removes the line, before other output and at the end. */
  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.err.write('\r\x1b[2K');
  }
}

/** In milliseconds. `performance` would load all that Node measures with. */
function now(): number {
  return process.uptime() * 1000;
}

function words(checked: number, all: number | undefined, rate: number | undefined): string {
  const perSecond = rate === undefined ? '' : ` · ${grouped(Math.round(rate))} a second`;
  if (all === undefined) return `${grouped(checked)} encounters checked${perSecond}`;
  const filled = Math.round((checked / Math.max(1, all)) * BAR);
  const left = rate === undefined ? '' : ` · ${duration((all - checked) / rate)} left`;
  return (
    `[${'='.repeat(filled)}${' '.repeat(BAR - filled)}] ${grouped(checked)} of ${grouped(all)} ` +
    `encounters${perSecond}${left}`
  );
}

/** `12,400` */
function grouped(n: number): string {
  return n.toLocaleString('en');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
