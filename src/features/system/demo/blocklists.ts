import type { PackId } from '../../../contract/ids.ts';
import type { Dns, DnsAnswer } from '../../../ports/dns.ts';
import { result, type Step, type Story, stepsOf } from './story.ts';

/** Addresses of documentation networks (RFC 5737, RFC 3849), which no list keeps: an answer about them can only be made up. */
export const SHARED = '192.0.2.18';
const SECOND = '198.51.100.24';
const OWN = '203.0.113.9';
const OWN_V6 = '2001:db8:40::9';

/** The packs whose mail leaves from them. */
export interface Senders {
  readonly main: PackId;
  readonly second: PackId;
  /** A server of the reseller's own. */
  readonly server: PackId;
}

/** What the made-up name server knows at a time. */
interface Book {
  listed: Readonly<Record<string, string>>;
}

const BEFORE: Book['listed'] = { '24.100.51.198.dnsbl-1.uceprotect.net': '127.0.0.2' };
const NOW: Book['listed'] = {
  '18.2.0.192.zen.spamhaus.org': '127.0.0.3',
  '18.2.0.192.bl.spamcop.net': '127.0.0.2',
  '9.113.0.203.rep.mailspike.net': '127.0.0.18',
};
/** How a domain of a client begins that one list of domains keeps. */
const DOMAIN = 'apteka-sever';
/** What a list says of a name server that everybody may use. */
const PUBLIC_RESOLVER = '127.255.255.254';

/** A name server that exists in memory only: lists answer as they do, one refuses, one is silent. */
export function demoDns(): { readonly dns: Dns; readonly book: Book } {
  const book: Book = { listed: BEFORE };
  const found = (value: string): DnsAnswer<string> => ({ kind: 'found', values: [value], ttl: 300 });
  const a = async (name: string): Promise<DnsAnswer<string>> => {
    if (name.startsWith('test.uribl.com.')) return found('127.0.0.2');
    if (name.startsWith(`${DOMAIN}.`) && name.endsWith('.multi.surbl.org')) return found('127.0.0.64');
    if (name.endsWith('.dbl.spamhaus.org') && !name.startsWith('invalid.')) return name.startsWith('dbltest.') ? found('127.0.1.2') : { kind: 'none' };
    if (name.endsWith('.bl.spameatingmonkey.net')) return { kind: 'failed', reason: 'timeout' };
    if (name.endsWith('.psbl.surriel.com')) return found(PUBLIC_RESOLVER);
    if (name.startsWith('2.0.0.127.rep.')) return found('127.0.0.10');
    if (name.startsWith('test.surbl.org.')) return found('127.0.0.64');
    if (name.startsWith('2.0.0.127.')) return found('127.0.0.2');
    const listed = book.listed[name];
    return listed === undefined ? { kind: 'none' } : found(listed);
  };
  const txt = async (name: string): Promise<DnsAnswer<string>> =>
    name.endsWith('.zen.spamhaus.org') ? found('https://check.spamhaus.org/query/ip/192.0.2.18') : { kind: 'none' };
  const none = async (): Promise<{ kind: 'none' }> => ({ kind: 'none' });
  return { dns: { open: () => ({ a, txt, aaaa: none, mx: none, ptr: none, close: () => {} }) }, book };
}

/** Addresses watched for some days: one listing that passed, one that stands. Afterwards only who asks by hand asks again: nothing is disclosed by a demonstration. */
export function blocklists(story: Story, book: Book, { main, second, server }: Senders): Step[] {
  const { features, call } = story;
  const { agree, setSettings, addIps, check } = features.blocklists;
  const all = { note: '' };
  return stepsOf(story, [
    [
      9,
      async () => {
        await agree({ agreed: true }, call);
        await setSettings({ watch: false }, call);
        await addIps({ ...all, ips: [SHARED], packId: main, holder: 'host', shared: true }, call);
        await addIps({ ...all, ips: [SECOND], packId: second, holder: 'host', shared: true }, call);
        await addIps({ ...all, ips: [OWN, OWN_V6], packId: server, holder: 'reseller', shared: false }, call);
        await result(check({}, call));
      },
    ],
    [
      2,
      async () => {
        book.listed = NOW;
        await result(check({}, call));
      },
    ],
    [0.1, async () => void (await result(check({}, call)))],
  ]);
}
