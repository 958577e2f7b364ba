import { datesIn } from './dates.js';
import type { Line } from './source-text.js';

/** The lines of one visit: `[from, to)`. */
export interface VisitLines {
  readonly from: number;
  readonly to: number;
  readonly date: string;
}

const SEPARATOR =
  /^(?:\W*)(?:(?:(?:follow-?up|clinic|office|pump|refill|return|second|first|third|1st|2nd|3rd) )*(?:visit|encounter|dos|date(?: of (?:service|visit))?|session|refill(?: visit)?|appointment|note)(?: (?:date|of|on|\d|#\d))*\b[ :#.-]*)?$/;
/** What shows that a part of a text tells of a visit of its own. */
const VISIT_WORK =
  /\b(?:aspirat|withdr|expected|residual|interrogat|refill|filled|instill|telem|out \d|reprogram|dose)\w*/;

/** The visits of a text, where lines that begin with their dates part it; none for a text about one visit. */
export function visitsIn(text: string, lines: readonly Line[]): VisitLines[] {
  const starts = lines.flatMap((line, i) => {
    const date = separatorDate(text, line);
    return date ? [{ i, date }] : [];
  });
  const visits = starts.map(({ i, date }, k) => ({ from: i, to: starts[k + 1]?.i ?? lines.length, date }));
  const whole = visits.filter(({ from, to }) => to - from > 2 && VISIT_WORK.test(wordsOf(text, lines, from + 1, to)));
  return whole.length > 1 &&
    new Set(whole.map(({ date }) => date)).size === whole.length &&
    whole.length === visits.length
    ? visits
    : [];
}

function separatorDate(text: string, line: Line): string | undefined {
  if (line.empty || line.cells.length > 2) return undefined;
  const words = text.slice(line.start, line.end);
  const [date] = datesIn(words);
  if (
    !date ||
    words.length > 80 ||
    /\d ?(?:ml|cc|mcg|mg)\b|\b(?:dob|alarm|next|telemetry|lot|exp|printed|signed)\b/.test(words)
  )
    return undefined;
  return SEPARATOR.test(words.slice(0, date.start)) ? date.iso : undefined;
}

function wordsOf(text: string, lines: readonly Line[], from: number, to: number): string {
  return text.slice(lines[from]?.start ?? text.length, lines[to - 1]?.end ?? text.length);
}
