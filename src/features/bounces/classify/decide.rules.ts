import type { BounceClass, BounceTarget } from '../../../contract/bounces.ts';
import { enhancedVerdict, replyVerdict } from './codes.rules.ts';
import { isHostLimit } from './limiter.rules.ts';
import { type Provider, providerOf, providerVerdict } from './provider-texts.rules.ts';
import { FIRST_TEXTS, LATE_TEXTS, MAILBOX_TEXTS, POLICY_TEXTS, RECIPIENT_TEXTS } from './recipient-texts.rules.ts';
import { enhancedIn, replyCodeIn, stageIn } from './reply.rules.ts';
import { SENDER_TEXTS } from './sender-texts.rules.ts';
import { GREYLISTED, STATE_TEXTS, VAGUE_TEXTS } from './state-texts.rules.ts';
import type { ServerAnswer, Verdict } from './types.ts';
import { firstSaid, foldAnswer, withoutNames } from './words.ts';

/** What is known of one failure: an answer, and the Status field of the report where there is one. */
export interface Evidence extends ServerAnswer {
  readonly status: string;
  /** Name of the server that answered. */
  readonly remote: string;
}

/** `sure`: words or a precise code said so. */
export interface Decision extends Verdict {
  readonly sure: boolean;
  readonly code: string;
}

/** A failure as the app shows it. */
interface Conclusion {
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly code: string;
  readonly suppress: boolean;
}

const WORDS = [...FIRST_TEXTS, ...MAILBOX_TEXTS, ...SENDER_TEXTS, ...RECIPIENT_TEXTS, ...STATE_TEXTS];
const LATER_WORDS = [...POLICY_TEXTS, ...LATE_TEXTS];

/** What gateways write before the answer they got. */
const GATEWAY = /(?<![\w.])[45]\.\d\.\d{1,2} - [\w ,/-]{3,80}\b(?=[45]\d\d[- ]['"])/g;

/** Evidence from a text of a report; codes and stage are read from it. */
export function evidenceOf(said: string, more: Pick<Evidence, 'status' | 'remote'> & Partial<Pick<Evidence, 'stage'>>): Evidence {
  const text = said.replace(GATEWAY, '');
  return { text, code: replyCodeIn(text), enhanced: enhancedIn(text) || null, stage: more.stage ?? stageIn(text), status: more.status, remote: more.remote };
}

/**
 * Decides in this order: limiter of the sender's own host, the provider's words, general words, the enhanced code of the answer, the
 * Status field, the reply code by what it answered. Servers write 5.0.0 or a wrong Status often, words seldom lie.
 */
export function decide(evidence: Evidence): Decision {
  const folded = foldAnswer(evidence.text);
  const provider = providerOf(folded, evidence.remote.toLowerCase());
  const codes = [evidence.enhanced ?? '', evidence.status].filter((code) => code !== '');
  const code = bestCode(codes, evidence.code);
  const temporary = isTemporary(evidence);
  const found = (verdict: Verdict, sure: boolean): Decision => ({ ...softened(verdict, { folded, temporary, provider }), sure, code });
  if (isHostLimit(folded)) return found({ class: 'blocked', target: 'host-limit' }, true);
  const words = withoutNames(folded);
  const worded = (provider === null ? null : providerVerdict(provider, words)) ?? firstSaid(WORDS, words);
  if (worded !== null) return found(worded, true);
  const coded = codes.map((each) => enhancedVerdict(each, provider)).filter((each) => each !== null);
  const precise = coded.find(({ weak }) => !weak);
  // A code that names a policy (5.7.x) says more than "address rejected".
  const laterWords = coded.some((each) => each.class === 'blocked') ? POLICY_TEXTS : LATER_WORDS;
  const later = precise?.target === 'address' || precise?.target === 'domain' ? precise : (firstSaid(laterWords, words) ?? precise);
  // Words that also answer a sender's name are sure once it is known what they answered.
  if (later !== undefined) return found(beforeRecipient(later, evidence), later === precise || later.class !== 'permanent' || evidence.stage !== null);
  const vague = firstSaid(VAGUE_TEXTS, words) ?? coded[0] ?? replyVerdict(evidence.code, evidence.stage);
  if (vague !== null) return found(beforeRecipient(doubted(vague, evidence), evidence), false);
  return found({ class: temporary ? 'temporary' : 'permanent', target: 'unknown' }, false);
}

/** What answers the connection or the sender's name can blame no recipient: he was not named yet. */
function beforeRecipient(verdict: Verdict, { stage, code }: Evidence): Verdict {
  const early = (stage === 'connect' || stage === 'mail') && code >= 500;
  if (!early || verdict.class !== 'permanent' || verdict.target === 'message') return verdict;
  return { class: 'blocked', target: stage === 'connect' ? 'sender-ip' : 'sender-auth' };
}

/** Without telling words or a precise code, only an answer to the recipient's name is about him. */
function doubted(verdict: Verdict, { stage }: Evidence): Verdict {
  const blamed = verdict.target === 'address' || verdict.target === 'domain';
  return stage !== 'rcpt' && verdict.class === 'permanent' && blamed ? { class: 'permanent', target: 'unknown' } : verdict;
}

function bestCode(codes: readonly string[], reply: number): string {
  return codes.find((each) => !/^[45]\.0\.0$/.test(each)) ?? codes[0] ?? (reply === 0 ? '' : String(reply));
}

function isTemporary({ code, enhanced, status }: Evidence): boolean {
  if (code !== 0) return code < 500;
  return (enhanced ?? status).startsWith('4');
}

/** A domain that says so itself takes no mail, whatever the code. */
const NEVER = /null ?mx|(?:does not|doesn't) receive (?:any )?e?-?mail/;

/** Refused for now only: a 4xx about a recipient is no proof that he does not exist, and greylisting blocks nobody. */
function softened(verdict: Verdict, at: { readonly folded: string; readonly temporary: boolean; readonly provider: Provider | null }): Verdict {
  const { class: what, target } = verdict;
  if (!at.temporary) return { class: what, target };
  if (what === 'permanent' && target !== 'message' && !NEVER.test(at.folded)) return { class: 'temporary', target };
  if (what === 'blocked' && target === 'recipient-policy' && GREYLISTED.test(at.folded)) return { class: 'temporary', target: 'system' };
  return { class: what, target };
}

/** Nothing more is sent to an address only where the address, or its domain, is what failed for good. */
export function conclude({ class: what, target, code }: Decision): Conclusion {
  return { class: what, target, code, suppress: what === 'permanent' && (target === 'address' || target === 'domain') };
}

/** What an answer to a message that is being handed over means. */
export function classifyReply(answer: ServerAnswer): Conclusion {
  return conclude(decide({ ...answer, enhanced: answer.enhanced ?? (enhancedIn(answer.text) || null), status: '', remote: '' }));
}
