import type { Draft } from './section.rules.ts';

/** How people must be able to unsubscribe, and whose rule it is where the reseller asks for more than the host. */
export function unsubscribeSentence({ inForce, common, ask }: Draft): string {
  const way = inForce.unsubscribe;
  const sentence = common(`conditions.unsubscribe.${way?.value ?? 'unknown'}`, { ask });
  return way?.owner === 'reseller' ? common('conditions.own', { sentence }) : sentence;
}
