import { CalendarClock, type LucideIcon, ScrollText, Send, Server, Settings, Siren, Sun, Users } from 'lucide-react';

/** A place of the left rail; its name is `shell:place.<id>`. Alt + its number goes there. */
export interface Place {
  readonly id: 'today' | 'clients' | 'notices' | 'reminders' | 'sending' | 'incidents' | 'hosts' | 'settings';
  readonly to: string;
  readonly icon: LucideIcon;
}

export const PLACES: readonly Place[] = [
  { id: 'today', to: '/', icon: Sun },
  { id: 'clients', to: '/clients', icon: Users },
  { id: 'notices', to: '/notices', icon: ScrollText },
  { id: 'reminders', to: '/reminders', icon: CalendarClock },
  { id: 'sending', to: '/sending', icon: Send },
  { id: 'incidents', to: '/incidents', icon: Siren },
  { id: 'hosts', to: '/hosts', icon: Server },
  { id: 'settings', to: '/settings', icon: Settings },
];

/** The place a location belongs to; undefined outside of all (the first sitting). */
export function placeOf(location: string): Place | undefined {
  return PLACES.find(({ to }) => (to === '/' ? location === '/' : location === to || location.startsWith(`${to}/`)));
}
