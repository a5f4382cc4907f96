import { z } from 'zod';
import { addDays, dateIn } from '../../shared/calendar.ts';
import { name, neededCount, shaped } from '../answers.ts';
import type { PanelUsage, UsageReader } from '../connector.ts';
import { readList, type Subscription, subscriptionsIn } from './accounts.ts';
import { type Packet, type Packets, resultsOf } from './packets.ts';

export const TRAFFIC = 'webspace/get_traffic';

const told = z.unknown().optional();
const Traffic = z.object({ id: told, traffic: z.array(z.object({ date: told, smtp_out: told })).default([]) });

/** Bytes of outgoing SMTP by day: no messages are counted anywhere, and the statistics are made each night. */
export function trafficReader(packets: Packets): UsageReader {
  let known: readonly Subscription[] | null = null;
  return {
    kind: 'days',
    definition: 'smtp_bytes',
    keptDays: null,
    // A day without a row may be one whose statistics were not made.
    silentIsZero: false,
    async *read(day, signal) {
      known ??= subscriptionsIn(await readList(packets, signal));
      yield trafficIn(await readTraffic(packets, day, signal), day, known);
    },
  };
}

/** Asks for one day, and the next in case the last of a span is not in it, but for none to come. */
export async function readTraffic(packets: Packets, day: string, signal: AbortSignal | undefined): Promise<Packet> {
  const [next, today] = [addDays(day, 1), dateIn(packets.access.now(), packets.access.zone)];
  const span = `<since_date>${day}</since_date><to_date>${next > today ? today : next}</to_date>`;
  return await packets.send(TRAFFIC, `<webspace><get_traffic><filter/>${span}</get_traffic></webspace>`, signal);
}

/** Bytes of a day, of the subscriptions that are known. Throws `panel_unreadable` and the error of a list that could not be made. */
export function trafficIn(packet: Packet, day: string, known: readonly Subscription[]): PanelUsage[] {
  const logins = new Map(known.map(({ id, login }) => [id, login]));
  return resultsOf(packet, 'webspace', 'get_traffic').found.flatMap((value) => {
    const { id, traffic } = shaped(packet.call, Traffic, value);
    const login = logins.get(neededCount(packet.call, 'id', id));
    const rows = traffic.map((row) => ({ date: dateOf(packet.call, row.date), bytes: neededCount(packet.call, 'smtp_out', row.smtp_out) }));
    const today = rows.filter(({ date }) => date === day);
    return login === undefined || today.length === 0
      ? []
      : [
          usageOf(
            login,
            today.reduce((sum, { bytes }) => sum + bytes, 0),
          ),
        ];
  });
}

const Day = z.string().regex(/^\d{4}-\d\d-\d\d/);

function dateOf(call: string, value: unknown): string {
  return shaped(call, Day, name(value)).slice(0, 10);
}

function usageOf(login: string, bytes: number): PanelUsage {
  return { login, domain: '', sent: null, delivered: null, deferred: null, failed: null, recipients: null, bytes, limitReached: '', limit: null };
}
