import type { Limit, Rate } from '../../contract/rule-pack.ts';
import type { Texts } from '../../ports/texts.ts';
import type { Language } from '../../shared/language.ts';
import type { Breached } from './own.rules.ts';

/** Names a rule and its value at the host, as the screens do. */
export function wordBreach(breach: Breached, language: Language, { t }: Texts): { readonly field: string; readonly host: string } {
  const say = (key: string, values?: Readonly<Record<string, string | number>>) => t(language, `hosts:${key}`, values);
  const field = say(`rule.${breach.field}`);
  switch (breach.field) {
    case 'smallMailingMax':
    case 'maxRecipientsPerMessage':
      return { field, host: say('counted.recipients', { count: breach.host }) };
    case 'maxFailurePercent':
      return { field, host: say('percent', { percent: breach.host }) };
    case 'pacing':
      return { field, host: rate(say('counted.messages', { count: breach.host.count }), breach.host, say) };
    case 'limits':
      return { field, host: limit(breach.host, say) };
    case 'unsubscribe':
      return { field, host: say(`unsubscribe.${breach.host}`) };
  }
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function limit(host: Limit, say: Say): string {
  return `${rate(say(`counted.${host.counts}`, { count: host.count }), host, say)} (${say(`limitScope.${host.scope}`)})`;
}

function rate(amount: string, { seconds }: Pick<Rate, 'seconds'>, say: Say): string {
  const unit = seconds === 60 ? 'minute' : seconds === 3600 ? 'hour' : seconds === 86_400 ? 'day' : seconds === 604_800 ? 'week' : undefined;
  return unit === undefined ? say('rate.other', { amount, count: seconds }) : say(`rate.${unit}`, { amount });
}
