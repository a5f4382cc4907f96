import type { DnsAnswer, DnsResolver } from '../../ports/dns.ts';
import { clip } from '../../shared/text.ts';
import { judgeTest, type Reading, readAnswer } from './answer.rules.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';
import { questionOf, type Subject, testQuestions } from './question.rules.ts';

/** A list with the zone it is asked under, its key included. */
export interface OpenList {
  readonly list: CatalogueList;
  readonly zone: string;
}

/** What came back, in the list's words and in ours. The zone in `question` never shows a key. */
export interface Heard extends Reading {
  readonly question: string;
  readonly raw: readonly string[];
  readonly reason: string;
}

const REASON = 500;
const RAW = 10;

/** Asks a list about a subject; its words (TXT) only where it is listed. Throws `cancelled`. */
export async function askList(
  { list, zone }: OpenList,
  subject: Subject,
  { dns, signal }: { readonly dns: DnsResolver; readonly signal: AbortSignal },
): Promise<Heard> {
  const name = questionOf(subject, zone);
  const answer = await dns.a(name, signal);
  const reading = readAnswer(list, answer);
  const words = reading.state === 'listed' ? await dns.txt(name, signal) : null;
  const reason = words?.kind === 'found' ? clip(words.values.join(' '), REASON) : '';
  return { ...reading, question: questionOf(subject, shownZone(list)), raw: rawOf(answer), reason };
}

/** Asks a list for its own test points. Throws `cancelled`. */
export async function testList({ list, zone }: OpenList, { dns, signal }: { readonly dns: DnsResolver; readonly signal: AbortSignal }) {
  const names = testQuestions(list, zone);
  const [listed, clean] = await Promise.all([dns.a(names.listed, signal), dns.a(names.clean, signal)]);
  return { why: judgeTest(list, { listed, clean }), raw: [`+ ${rawOf(listed).join(' ')}`, `- ${rawOf(clean).join(' ')}`] };
}

/** The zone as it may be shown and kept. */
function shownZone({ zone, keyZone }: CatalogueList): string {
  return zone === '' ? keyZone : zone;
}

/** An answer as it came: addresses, or what stood in their place. */
function rawOf(answer: DnsAnswer<string>): string[] {
  if (answer.kind === 'found') return answer.values.slice(0, RAW);
  if (answer.kind === 'failed') return [answer.reason.toUpperCase()];
  return [answer.kind === 'none' ? 'NXDOMAIN' : 'REFUSED'];
}
