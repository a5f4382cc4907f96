import type { PanelUsage } from '../../../connectors/connector.ts';
import { dateIn, instantIn } from '../../../shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/durations.ts';
import { sequence } from './people.rules.ts';

/** An account that sends: how much on a working day, and from which domains. */
export interface Sender {
  readonly login: string;
  readonly domain: string;
  readonly otherDomains: readonly string[];
  /** By his place everything about him is decided. */
  readonly place: number;
}

/** Something out of the ordinary: so many messages in the hours that begin in a stretch of time. */
export interface Burst {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly anHour: number;
  /** Share of deliveries that failed, 0…1. */
  readonly failing: number;
}

/** Messages of a working day: most send a few dozen, some hundreds, some next to nothing. */
function usualOf({ place }: Sender): number {
  const random = sequence(place * 7919 + 17)();
  if (random < 0.12) return 0;
  return random < 0.85 ? 6 + random * 60 : 90 + random * 240;
}

/** Figures of an account between two instants, hour by hour: the same whenever they are asked for. */
export function sentBetween(
  sender: Sender,
  { from, to, bursts }: { readonly from: number; readonly to: number; readonly bursts: readonly Burst[] },
): PanelUsage[] {
  const totals = { sent: 0, failed: 0 };
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const burst = bursts.find((each) => each.place === sender.place && hour >= each.from && hour < each.to);
    const random = sequence(sender.place * 104_729 + Math.floor(hour / HOUR_MS));
    random();
    const usual = Math.floor(usualOf(sender) * shareOfHour(hour) * (0.4 + 1.2 * random()) + random());
    const sent = usual + (burst?.anHour ?? 0);
    totals.sent += sent;
    totals.failed += Math.round((burst?.anHour ?? 0) * (burst?.failing ?? 0)) + (random() < 0.25 ? Math.ceil(usual * 0.04) : 0);
  }
  return split(sender, totals);
}

/** Mail is written on weekdays between eight and six, in the time of the pack. */
function shareOfHour(at: number): number {
  const weekday = new Date(at).getUTCDay();
  const hour = new Date(at).getUTCHours() + 1;
  const working = weekday !== 0 && weekday !== 6;
  if (hour < 7 || hour > 21) return 0.002;
  return (hour >= 8 && hour <= 18 ? 0.085 : 0.02) * (working ? 1 : 0.3);
}

/** Two thirds leave the main domain, where there is another one. Nobody who sent nothing is in the figures of a panel. */
function split({ login, domain, otherDomains }: Sender, { sent, failed }: { readonly sent: number; readonly failed: number }): PanelUsage[] {
  if (sent === 0) return [];
  const [other] = otherDomains;
  const part = other === undefined ? sent : Math.ceil((sent * 2) / 3);
  const rows = [rowOf(login, domain, { sent: part, failed })];
  return other === undefined || part === sent ? rows : [...rows, rowOf(login, other, { sent: sent - part, failed: 0 })];
}

function rowOf(login: string, domain: string, { sent, failed }: { readonly sent: number; readonly failed: number }): PanelUsage {
  const events = sent + Math.floor(sent / 9);
  return {
    login,
    domain,
    sent,
    delivered: Math.max(0, events - failed),
    deferred: Math.floor(sent / 23),
    failed: Math.min(failed, events),
    recipients: null,
    bytes: sent * 48_211,
    limitReached: '',
    limit: null,
  };
}

/** Nine in the morning of the working day before an instant. */
export function lastMorning(now: number, zone: string): number {
  const yesterday = now - DAY_MS;
  return instantIn(dateIn(yesterday, zone), '09:00', zone);
}
