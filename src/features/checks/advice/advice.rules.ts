import type { AdviceInput, HostRule } from '../../../contract/checks.ts';
import type { Dated, RulePack } from '../../../contract/rule-pack.ts';
import type { Way, WayReason } from '../../../shared/lists.ts';
import { sourceOf } from '../mail/behind.rules.ts';

/** `ask` = the host has not said. */
export type WayVerdict = 'advised' | 'possible' | 'ask' | 'no';

export interface WayAdvice {
  readonly way: Way;
  readonly verdict: WayVerdict;
  readonly reasons: readonly { readonly code: WayReason; readonly facts: Readonly<Record<string, string | number>>; readonly rules: readonly HostRule[] }[];
}

/** What the user answered, beside the host's rules. */
export type Answered = Omit<AdviceInput, 'hostId'>;
/** Every question with an answer. */
export type Wanted = { [Question in keyof Answered]-?: NonNullable<Answered[Question]> };
/** What speaks for or against a way, with the host's rules behind it. */
export type Reason = WayAdvice['reasons'][number];

/** Messages beyond which a provider of access takes somebody for a mailer; his own limit has to be asked for all the same. */
export const FEW = 50;

interface Behind {
  readonly facts?: Reason['facts'];
  readonly of?: readonly Dated<unknown>[];
  /** Rules of the source documents that have no value of their own, of which a host may have one or another. */
  readonly stated?: { readonly in: RulePack; readonly ids: readonly string[] };
}

function because(code: WayReason, { facts = {}, of = [], stated }: Behind = {}): Reason {
  const rules = of.flatMap((dated) => sourceOf(dated) ?? []);
  return { code, facts, rules: stated === undefined ? rules : [...rules, ...statementsOf(stated)] };
}

/** What a host states, with the day on which values of the same document were read last. */
function statementsOf({ in: rules, ids }: NonNullable<Behind['stated']>): HostRule[] {
  const [id] = ids.filter((each) => rules.statements.includes(each));
  if (id === undefined) return [];
  const values = Object.values(rules).flatMap((value) => (Array.isArray(value) ? [] : (sourceOf(value) ?? [])));
  const days = values.filter((value) => value.ids.some((each) => each.slice(0, 3) === id.slice(0, 3))).flatMap(({ readOn }) => readOn ?? []);
  return [{ ids: [id], source: '', readOn: days.sort().at(-1) ?? null }];
}

function judged(way: Way, verdict: WayVerdict, ...reasons: readonly Reason[]): WayAdvice {
  return { way, verdict, reasons };
}

/** Every way with what speaks for or against it. Consent comes first: how much and how fast never makes up for it. */
export function adviseWays(wanted: Wanted, rules: RulePack): WayAdvice[] {
  const barred = barrier(wanted, rules);
  const ways = [platform(wanted, rules), ownServer(wanted, rules), kvm(wanted, rules), provider(wanted, rules)];
  if (barred !== null) return [judged('none', 'advised', barred, because('consentFirst')), ...ways.map(({ way }) => judged(way, 'no', barred))];
  const none = wanted.consent === 'some' ? judged('none', 'possible', because('fewSplit')) : judged('none', 'no', because('withConsent'));
  return [none, ...ways];
}

/** Why nothing may be sent at all. */
function barrier({ kind, consent, bought }: Wanted, rules: RulePack): Reason | null {
  if (bought) return because('bought', { of: [rules.consent] });
  return kind !== 'service' && (consent === 'none' || kind === 'prospecting') ? because('noConsent', { of: [rules.consent] }) : null;
}

function platform({ kind, addresses }: Wanted, rules: RulePack): WayAdvice {
  const { platforms } = rules;
  const named = platforms.state === 'known' && platforms.value.length > 0;
  const which = named ? because('platforms', { facts: { names: platforms.value.join(', ') }, of: [platforms] }) : because('platformsUnknown');
  if (kind === 'service' && addresses <= FEW) return judged('platform', 'possible', because('oneByOne'), which);
  return judged('platform', 'advised', because('forMany', { stated: { in: rules, ids: ['000-28', '001-21'] } }), which);
}

/** Through the mail server of the host, by what its rules say of mailings. */
function ownServer({ kind, addresses }: Wanted, rules: RulePack): WayAdvice {
  const { bulkPolicy } = rules;
  const of = [bulkPolicy];
  const service = kind === 'service';
  if (bulkPolicy.state === 'unknown') return judged('own', service ? 'possible' : 'ask', because(service ? 'serviceMail' : 'bulkUnknown'));
  switch (bulkPolicy.value) {
    case 'forbidden':
      return service ? judged('own', 'possible', because('serviceMail')) : judged('own', 'no', because('bulkForbidden', { of }));
    case 'not_intended':
      return service ? judged('own', 'advised', because('serviceMail', { of })) : judged('own', 'no', because('notIntended', { of }));
    case 'service_mail_only':
      return service ? judged('own', 'advised', because('serviceMail', { of })) : judged('own', 'no', because('serviceOnly', { of }));
    case 'whitelist_only':
      return judged('own', 'no', because('whitelistOnly', { of }));
    case 'tolerated_small':
      return tolerated(addresses, rules);
    case 'ask':
      return judged('own', 'ask', because('bulkAsk', { of }));
    case 'allowed_paced':
    case 'allowed':
      return judged('own', 'possible', paceReason(rules));
  }
}

function tolerated(addresses: number, rules: RulePack): WayAdvice {
  const { bulkPolicy, smallMailingMax: max } = rules;
  if (max.state === 'unknown') return judged('own', 'ask', because('toleratedUnknown', { of: [bulkPolicy] }), paceReason(rules));
  const about = { facts: { count: addresses, limit: max.value }, of: [bulkPolicy, max] };
  return addresses > max.value ? judged('own', 'no', because('overSmall', about)) : judged('own', 'possible', because('tolerated', about), paceReason(rules));
}

function paceReason({ pacing }: RulePack): Reason {
  return pacing.state === 'unknown'
    ? because('pacedUnknown')
    : because('paced', { facts: { count: pacing.value.count, seconds: pacing.value.seconds }, of: [pacing] });
}

/** A server of one's own, once the host has put it on his white list. */
function kvm({ server }: Wanted, { whitelist }: RulePack): WayAdvice {
  if (whitelist.state === 'unknown') return judged('kvm', 'ask', because('whitelistUnknown'));
  const of = [whitelist];
  if (!whitelist.value.possible) return judged('kvm', 'no', because('whitelistNo', { of }));
  const admitted = whitelist.value.servers.some((each) => each === server);
  if (admitted) return judged('kvm', 'possible', because('whitelist', { of }));
  return server === 'unknown' ? judged('kvm', 'ask', because('kvmNeeded', { of })) : judged('kvm', 'no', because('kvmNeeded', { of }), because('otherServer'));
}

/** Through the server of an access provider: its signature fits its own domain only, so that mail under any other fails the checks of receivers. */
function provider({ sender, addresses }: Wanted, rules: RulePack): WayAdvice {
  if (sender === 'own') return judged('provider', 'no', because('alignment'));
  const about = { stated: { in: rules, ids: ['001-11'] } };
  return addresses > FEW ? judged('provider', 'no', because('providerMany', about)) : judged('provider', 'possible', because('providerAddress', about));
}
