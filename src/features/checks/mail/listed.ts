import { parseIp } from '../../../shared/ip.ts';
import { organisationOf } from '../../../shared/organisation.ts';
import type { ListSays } from '../../blocklists/index.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import type { Sample } from './sample.rules.ts';

/** What lists are asked about: the address a mail left from, and the domain it is written under. */
export function listSubjects({ sendingAddress, fromDomain }: Pick<Sample, 'sendingAddress' | 'fromDomain'>): ListSays['subject'][] {
  const ip = sendingAddress === null ? null : parseIp(sendingAddress);
  return [
    ...(ip === null ? [] : [{ kind: ip.family === 6 ? ('ip6' as const) : ('ip4' as const), text: ip.text }]),
    ...(fromDomain === '' ? [] : [{ kind: 'domain' as const, text: organisationOf(fromDomain) }]),
  ];
}

/** R01: what the lists said. A list that did not answer, or refused to, says nothing: then nobody knows. */
export function listed(said: readonly ListSays[] | null): Outcome[] {
  if (said === null) return [unknown('R01.notAgreed')];
  if (said.length === 0) return [unknown('R01.noList')];
  const on = said.filter(({ state }) => state === 'listed');
  if (on.length > 0)
    return on.map(({ list, subject }) => failed(subject.kind === 'domain' ? 'R01.listedDomain' : 'R01.listed', { facts: { list, subject: subject.text } }));
  const subjects = [...new Set(said.map(({ subject }) => subject.text))].join(', ');
  const lists = new Set(said.map(({ list }) => list));
  const silent = new Set(said.filter(({ state }) => state !== 'not_listed').map(({ list }) => list));
  const facts = { subjects, count: lists.size };
  return [silent.size === 0 ? passed('R01.ok', { facts }) : unknown('R01.part', { facts: { ...facts, silent: silent.size } })];
}
