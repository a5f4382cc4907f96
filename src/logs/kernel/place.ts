import { QUARTER_SECONDS } from '../columns';

/** The line that is read: its bytes lie from `from` up to `to`, without its end. */
export let from: usize = 0;
export let to: usize = 0;
/** Counts from 1 within the stretch. */
export let line: i32 = 0;
/** Epoch seconds; 0 = no line had a time yet. */
export let at: u32 = 0;

export function moveTo(start: usize, end: usize): void {
  from = start;
  to = end;
}

export function countLine(): void {
  line += 1;
}

export function setTime(time: u32): void {
  at = time;
}

/** To be called where a stretch begins. */
export function resetPlace(): void {
  line = 0;
  at = 0;
}

/** The quarter of an instant: so many since 1970. */
export function quarterOf(time: u32): i32 {
  return i32(time / QUARTER_SECONDS);
}
