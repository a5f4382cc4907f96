import type { HandInWay, Handover } from '../../../src/contract/letters.ts';

/** What a host calls its ways, and what they are called here. */
const AS_CHANNEL: Readonly<Record<HandInWay['channel'], Handover['channel']>> = {
  client_area_ticket: 'ticket',
  client_area: 'ticket',
  assistance_button: 'assistance',
  support: 'ticket',
  email: 'email',
  phone: 'phone',
  form: 'form',
};

/** The way that is chosen beforehand: the one the host's rules name. Null = they name none, and a person says it. */
export function channelOf(way: Pick<HandInWay, 'channel'> | null): Handover['channel'] | null {
  return way === null ? null : AS_CHANNEL[way.channel];
}
