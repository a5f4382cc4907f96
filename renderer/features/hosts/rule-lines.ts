import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Dated, RulePack } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';

/** A value of a rule pack, worded. `text` undefined = unknown: to be asked from the host. */
export interface RuleLine {
  readonly field: RuleField;
  readonly text: string | undefined;
  readonly source: string;
  readonly readOn: string | null;
}

export type RuleField = Exclude<keyof RulePack, 'country' | 'termsUrl'>;

type Say = TFunction<['hosts', 'common']>;

/** Words every value of a rule pack in the language of the screens. */
export function useRuleWords(): (rules: RulePack) => readonly RuleLine[] {
  const { t } = useTranslation(['hosts', 'common']);
  const format = useFormat();
  return (rules) => [...sendingLines(rules, t, format), ...consequenceLines(rules, t, format)];
}

function line<T>(field: RuleField, value: Dated<T>, say: (known: T) => string): RuleLine {
  if (value.state === 'unknown') return { field, text: undefined, source: '', readOn: null };
  return { field, text: say(value.value), source: value.source, readOn: value.readOn };
}

function sendingLines(rules: RulePack, t: Say, format: ReturnType<typeof useFormat>): RuleLine[] {
  return [
    line('accountKind', rules.accountKind, (kind) => t(`accountKind.${kind}`)),
    line('bulkPolicy', rules.bulkPolicy, (policy) => t(`bulkPolicy.${policy}`)),
    line('smallMailingMax', rules.smallMailingMax, (count) => t('recipients', { count })),
    line('maxRecipientsPerMessage', rules.maxRecipientsPerMessage, (count) => t('recipients', { count })),
    line('perHour', rules.perHour, (count) => t('messages', { count })),
    line('perDay', rules.perDay, (count) => t('messages', { count })),
    line('pacing', rules.pacing, (rate) => paceText(rate, t, format)),
    line('maxFailurePercent', rules.maxFailurePercent, (percent) => format.percent(percent)),
    line('fromMustMatchDomain', rules.fromMustMatchDomain, (must) => t(must ? 'common:yes' : 'common:no')),
    line('unsubscribe', rules.unsubscribe, (kind) => t(`unsubscribe.${kind}`)),
    line('consent', rules.consent, (kind) => t(`consent.${kind}`)),
  ];
}

function consequenceLines(rules: RulePack, t: Say, format: ReturnType<typeof useFormat>): RuleLine[] {
  return [
    line('whitelist', rules.whitelist, ({ possible, kvmOnly }) =>
      t(possible ? (kvmOnly ? 'whitelist.kvmOnly' : 'whitelist.possible') : 'whitelist.impossible'),
    ),
    line('triggers', rules.triggers, (triggers) => format.list(triggers.map((trigger) => t(`trigger.${trigger}`)))),
    line('suspension', rules.suspension, ({ scopes, withoutNotice }) => {
      const named = format.list(scopes.map((scope) => t(`scope.${scope}`)));
      return withoutNotice ? t('withoutNotice', { scopes: named }) : named;
    }),
    line('recipientBlockDays', rules.recipientBlockDays, (count) => t('days', { count })),
    line('channel', rules.channel, (channel) => t(`channel.${channel}`)),
    line('delistByHost', rules.delistByHost, (does) => t(does ? 'common:yes' : 'common:no')),
  ];
}

function paceText(rate: { count: number; seconds: number; contractual: boolean }, t: Say, format: ReturnType<typeof useFormat>): string {
  const pace = t('pace', { count: rate.count, time: format.duration(rate.seconds) });
  return rate.contractual ? pace : t('paceExample', { pace });
}
