import type { ListSubject } from '../../shared/blocklists.ts';
import { parseIp, reverseLabels } from '../../shared/ip.ts';
import { keyOfKnown } from '../clients/index.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';

/** What is asked about. `text` = canonical address, or a domain in its ASCII form. */
export interface Subject {
  readonly kind: ListSubject;
  readonly text: string;
}

/** An address or a domain as it is kept, however somebody wrote it. */
export function subjectText(written: string): string {
  const text = written.trim();
  return parseIp(text)?.text ?? keyOfKnown(text).replace(/\.$/, '');
}

/** The name to ask a zone for (RFC 5782, 2.1, 2.4 and 3). */
export function questionOf({ kind, text }: Subject, zone: string): string {
  if (kind === 'domain') return `${text}.${zone}`;
  const ip = parseIp(text);
  if (ip === null) throw new Error(`Not an address: ${text}`);
  return `${reverseLabels(ip)}.${zone}`;
}

/** The names of the test points of a list: the one must be on it, the other must not (RFC 5782, 5). */
export function testQuestions(list: Pick<CatalogueList, 'subjects' | 'testDomains'>, zone: string): { readonly listed: string; readonly clean: string } {
  const ask = (text: string, kind: ListSubject): string => questionOf({ kind, text }, zone);
  if (list.subjects.includes('ip4')) return { listed: ask('127.0.0.2', 'ip4'), clean: ask('127.0.0.1', 'ip4') };
  if (list.subjects.includes('ip6')) return { listed: ask('::ffff:7f00:2', 'ip6'), clean: ask('::ffff:7f00:1', 'ip6') };
  return { listed: ask(list.testDomains.listed, 'domain'), clean: ask(list.testDomains.clean, 'domain') };
}

/** A zone that may be asked: a host name of two labels or more. Written as it is asked; null = it cannot be one. */
export function zoneOf(text: string): string | null {
  const zone = text
    .trim()
    .toLowerCase()
    .replace(/^\.+|\.+$/g, '');
  // A name of 32 nibbles and their dots has to fit in front of it.
  return /^(?=.{3,180}$)(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/.test(zone) && !/^[\d.]+$/.test(zone) ? zone : null;
}
