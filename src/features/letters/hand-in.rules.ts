import type { z } from 'zod';
import type { CaseLetterKind } from '../../contract/incidents.ts';
import type { HandInWay } from '../../contract/letters.ts';
import type { ChannelPurpose, RulePack } from '../../contract/rule-pack.ts';

type Purpose = z.infer<typeof ChannelPurpose>;

/** For what the host is asked by a letter, the way that fits best first; a host that names none of them is asked by the way it names for questions. */
const PURPOSES: Readonly<Partial<Record<CaseLetterKind, readonly Purpose[]>>> = {
  unblock_request: ['unblock'],
  delist_host: ['delist'],
  // Letting one recipient through is an unblocking as well.
  recipient_provider: ['recipient', 'unblock'],
};

/** What the ways of a host's rules are where somebody says how a letter was handed in. */
const GIVEN_BY: Readonly<Record<HandInWay['named'], HandInWay['channel']>> = {
  client_area_ticket: 'ticket',
  client_area: 'ticket',
  assistance_button: 'assistance',
  support: 'ticket',
  email: 'email',
  phone: 'phone',
  form: 'form',
};

/** How a letter is likely handed in: by the way that the host names for it; else as an answer to his mail, where the case has one; else by the way he names for questions. */
export function likelyChannel(way: HandInWay | null, hasMail: boolean): HandInWay['channel'] | null {
  return hasMail && (way === null || way.purpose === 'questions') ? 'email' : (way?.channel ?? null);
}

/** Where a letter to the host is handed in, as its rules say; null = they name no way, or the host is not who reads it. */
export function handInWay({ channels }: Pick<RulePack, 'channels'>, kind: CaseLetterKind): HandInWay | null {
  const own = PURPOSES[kind];
  if (own === undefined || channels.state === 'unknown') return null;
  const { value, source, readOn } = channels;
  const ways = value.flatMap(({ purpose, channel: named, address }) =>
    named === 'ask' ? [] : [{ purpose, channel: GIVEN_BY[named], named, address, source, readOn }],
  );
  return [...own, 'questions' as const].flatMap((each) => ways.find(({ purpose }) => purpose === each) ?? [])[0] ?? null;
}
