import type { RulePack } from '../../contract/rule-pack.ts';

/** At most `count` in `seconds`; `even` spreads them, otherwise they may leave at once. */
export interface SendingLimit {
  readonly count: number;
  readonly seconds: number;
  readonly even: boolean;
}

/** The limits a host's rules set; what is unknown limits nothing. */
export function limitsOf({ pacing, perHour, perDay }: Pick<RulePack, 'pacing' | 'perHour' | 'perDay'>): SendingLimit[] {
  return [
    ...(pacing.state === 'known' ? [{ count: pacing.value.count, seconds: pacing.value.seconds, even: true }] : []),
    ...(perHour.state === 'known' ? [{ count: perHour.value, seconds: 3600, even: false }] : []),
    ...(perDay.state === 'known' ? [{ count: perDay.value, seconds: 86_400, even: false }] : []),
  ];
}

/** Seconds from the first to the last of `messages` under all limits, rounded up. */
export function secondsFor(messages: number, limits: readonly SendingLimit[]): number {
  const after = Math.max(0, messages - 1);
  const each = limits.map(({ count, seconds, even }) => (even ? (after * seconds) / count : Math.floor(after / count) * seconds));
  return Math.ceil(Math.max(0, ...each));
}
