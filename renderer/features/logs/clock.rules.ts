import { fromAbsolute, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date';

/** `2026-03-12T14:05` on the clock of an IANA zone: what fields for a moment hold. Epoch milliseconds in. */
export function clockText(at: number, zone: string): string {
  return toCalendarDateTime(fromAbsolute(at, zone)).toString().slice(0, 16);
}

/** The instant (epoch milliseconds) at which the clock of a zone shows a text of `clockText`. */
export function momentOfClock(text: string, zone: string): number {
  return toZoned(parseDateTime(text), zone).toDate().getTime();
}
