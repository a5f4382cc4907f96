import { createContext, useContext } from 'react';
import { MINUTE_MS } from '../../src/shared/durations.ts';

/** The IANA zone of this machine. */
export const ZONE_HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which IANA zone a part of the screens tells times: this machine's, unless lines of a server stand beside them. */
export const ZoneContext = createContext(ZONE_HERE);

export function useZone(): string {
  return useContext(ZoneContext);
}

/** An instant, or now, on the clock of this machine, as the fields for it want it: `2026-03-12T14:05`. */
export function clockHere(at: Date | string = new Date()): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/** The calendar day on the clock of this machine. */
export function todayHere(): string {
  return clockHere().slice(0, 10);
}
