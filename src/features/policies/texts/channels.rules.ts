import type { z } from 'zod';
import type { ChannelPurpose } from '../../../contract/rule-pack.ts';
import { singleLine } from '../../../shared/text.ts';
import { type Draft, known } from './section.rules.ts';

/** By what way the host is asked, in words, with its address where there is one; null when it is not known. */
export function channelInWords({ rules, common }: Draft, purpose: z.infer<typeof ChannelPurpose>): string | null {
  const found = known(rules.channels)?.find((each) => each.purpose === purpose);
  if (found === undefined || found.channel === 'ask') return null;
  const channel = common(`channel.${found.channel}`);
  return found.address === '' ? channel : common('channel.with_address', { channel, address: singleLine(found.address) });
}

/** The host's own steps to be unblocked, in order: sentences of source rules, or the reseller's words. */
export function unblockSteps({ rules, ruleSentence }: Draft): string[] {
  return (known(rules.unblockSteps) ?? []).map((step) => ruleSentence(step) ?? singleLine(step));
}
