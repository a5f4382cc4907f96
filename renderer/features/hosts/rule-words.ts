import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Dated, Limit, OwnRules, RuleField, RulePack, Sanction } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';

/** The value of every rule of a host, once it is known. */
export type RuleValues = { readonly [K in RuleField]: Extract<RulePack[K], { state: 'known' }>['value'] };

type Say = TFunction<['hosts', 'common', 'rules']>;
type Format = ReturnType<typeof useFormat>;
type Words = { readonly [K in RuleField]: (value: RuleValues[K]) => readonly string[] };
export type OwnField = keyof OwnRules;
type OwnWords = { readonly [K in OwnField]: (value: NonNullable<OwnRules[K]>) => readonly string[] };

/** Words rules in the language of the screens: one line for each part of a value. */
export interface RuleWords {
  /** Undefined = unknown: to be asked from the host. */
  ofHost<K extends RuleField>(field: K, dated: Dated<RuleValues[K]>): readonly string[] | undefined;
  /** Empty = no rule of one's own. */
  own<K extends OwnField>(field: K, value: OwnRules[K]): readonly string[];
  limit(limit: Limit): string;
  /** The sentence of a rule of the source documents; other texts stay as they are. */
  sentence(idOrText: string): string;
}

export function useRuleWords(): RuleWords {
  const { t, i18n } = useTranslation(['hosts', 'common', 'rules']);
  const format = useFormat();
  const sentence = (text: string) => (/^00\d-\d\d$/.test(text) ? i18n.t(text, { ns: 'rules', defaultValue: text }) : text);
  const words = { ...valueWords(t, format), ...listWords(t, format), unblockSteps: (steps: readonly string[]) => steps.map(sentence) } satisfies Words;
  const own = ownWords(t, words);
  return {
    ofHost: (field, dated) => (dated.state === 'unknown' ? undefined : wordOne<typeof field>(words, field, dated.value)),
    own: (field, value) => (value === null ? [] : wordOwn<typeof field>(own, field, value)),
    limit: (limit) => limitText(limit, t),
    sentence,
  };
}

function wordOne<K extends RuleField>(words: Words, field: K, value: RuleValues[K]): readonly string[] {
  return words[field](value);
}

function wordOwn<K extends OwnField>(words: OwnWords, field: K, value: NonNullable<OwnRules[K]>): readonly string[] {
  return words[field](value);
}

/** Rules with one value. */
function valueWords(t: Say, format: Format) {
  const yesOrNo = (yes: boolean) => [t(yes ? 'common:yes' : 'common:no')];
  return {
    country: (code) => [code],
    accountKind: (kind) => [t(`accountKind.${kind}`)],
    termsUrl: (url) => [url],
    termsClause: (clause) => [clause],
    bulkPolicy: (policy) => [t(`bulkPolicy.${policy}`)],
    smallMailingMax: (count) => [t('counted.recipients', { count })],
    maxRecipientsPerMessage: (count) => [t('counted.recipients', { count })],
    pacing: (rate) => [rateText(t('counted.messages', { count: rate.count }), rate, t)],
    maxFailurePercent: (percent) => [format.percent(percent)],
    fromMustMatchDomain: yesOrNo,
    automation: (policy) => [t(`automation.${policy}`)],
    duplicates: (policy) => [t(`duplicates.${policy}`)],
    reasonInMail: yesOrNo,
    unsubscribe: (kind) => [t(`unsubscribe.${kind}`)],
    consent: (kind) => [t(`consent.${kind}`)],
    recipientBlockDays: (count) => [t('days', { count })],
    delisting: (who) => [t(`delisting.${who}`)],
    logRetentionDays: (count) => [t('days', { count })],
  } satisfies Partial<Words>;
}

/** Rules with several values; known and empty = there is none. */
function listWords(t: Say, format: Format) {
  return {
    languages: (codes) => [format.list(codes)],
    limits: (limits) => (limits.length === 0 ? [t('noLimit')] : limits.map((limit) => limitText(limit, t))),
    whitelist: ({ possible, servers, evidence }) => {
      if (!possible) return [t('whitelist.impossible')];
      const whitelist =
        servers.length === 0 ? t('whitelist.possible') : t('whitelist.on', { servers: format.list(servers.map((kind) => t(`server.${kind}`))) });
      if (evidence.length === 0) return [whitelist];
      return [t('whitelist.needs', { whitelist, evidence: format.list(evidence.map((piece) => t(`evidence.${piece}`))) })];
    },
    triggers: (triggers) => [triggers.length === 0 ? t('noneNamed') : format.list(triggers.map((trigger) => t(`trigger.${trigger}`)))],
    sanctions: (sanctions) => (sanctions.length === 0 ? [t('noneNamed')] : sanctions.map((sanction) => sanctionText(sanction, t))),
    channels: (channels) =>
      channels.map(({ purpose, channel, address }) => {
        const line = t('channelLine', { purpose: t(`purpose.${purpose}`), channel: t(`channel.${channel}`) });
        return address === '' ? line : t('channelAt', { line, address });
      }),
    platforms: (names) => (names.length === 0 ? [t('noneNamed')] : names),
  } satisfies Partial<Words>;
}

function ownWords(t: Say, words: Words): OwnWords {
  const { smallMailingMax, maxRecipientsPerMessage, pacing, maxFailurePercent, unsubscribe } = words;
  return {
    ...{ smallMailingMax, maxRecipientsPerMessage, pacing, maxFailurePercent, unsubscribe },
    limits: (limits) => limits.map((limit) => limitText(limit, t)),
    maxSilenceMonths: (count) => [t('months', { count })],
  };
}

function sanctionText({ scope, warning, warningHours, liftsAfterHours }: Sanction, t: Say): string {
  const named = { scope: t(`scope.${scope}`) };
  const sanction = warning === 'given' && warningHours !== null ? t('sanction.givenHours', { ...named, count: warningHours }) : t(`sanction.${warning}`, named);
  return liftsAfterHours === null ? sanction : t('sanction.lifts', { sanction, count: liftsAfterHours });
}

function limitText(limit: Limit, t: Say): string {
  const amount = t(`counted.${limit.counts}`, { count: limit.count });
  return t('limitLine', { rate: rateText(amount, limit, t), scope: t(`limitScope.${limit.scope}`) });
}

const UNITS = { 60: 'minute', 3600: 'hour', 86400: 'day', 604800: 'week' } as const;

function isUnit(seconds: number): seconds is keyof typeof UNITS {
  return seconds in UNITS;
}

function rateText(amount: string, { seconds, contractual }: Pick<Limit, 'seconds' | 'contractual'>, t: Say): string {
  const pace = isUnit(seconds) ? t(`rate.${UNITS[seconds]}`, { amount }) : t('rate.other', { amount, count: seconds });
  return contractual ? pace : t('paceExample', { pace });
}
