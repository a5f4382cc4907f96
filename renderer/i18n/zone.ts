import { createContext, useContext } from 'react';

/** The IANA zone of this machine. */
export const ZONE_HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which IANA zone a part of the screens tells times: this machine's, unless lines of a server stand beside them. */
export const ZoneContext = createContext(ZONE_HERE);

export function useZone(): string {
  return useContext(ZoneContext);
}
