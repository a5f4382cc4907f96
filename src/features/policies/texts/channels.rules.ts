import type { z } from 'zod';
import type { ChannelPurpose } from '../../../contract/rule-pack.ts';
import { singleLine } from '../../../shared/text.ts';
import { type Draft, known } from './section.rules.ts';

type Purpose = z.infer<typeof ChannelPurpose>;

function channelFor({ rules }: Draft, purpose: Purpose) {
  return known(rules.channels)?.find((each) => each.purpose === purpose);
}

/** True when there is more to say than the kind of channel. */
export function channelHasAddress(draft: Draft, purpose: Purpose): boolean {
  return (channelFor(draft, purpose)?.address ?? '') !== '';
}

/** By what way the host is asked, in words, with its address where there is one; null when it is not known. */
export function channelInWords(draft: Draft, purpose: Purpose): string | null {
  const { common } = draft;
  const found = channelFor(draft, purpose);
  if (found === undefined || found.channel === 'ask') return null;
  const channel = common(`channel.${found.channel}`);
  return found.address === '' ? channel : common('channel.with_address', { channel, address: singleLine(found.address) });
}

/** The host's own steps to be unblocked, in order: sentences of source rules, or the reseller's words. */
export function unblockSteps({ rules, ruleSentence }: Draft): string[] {
  return (known(rules.unblockSteps) ?? []).map((step) => ruleSentence(step) ?? singleLine(step));
}
