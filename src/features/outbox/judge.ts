import { classifyReply } from '../bounces/index.ts';
import type { Breaker } from './breaker.ts';
import type { Carried } from './carrier.ts';
import type { OutboxRecord } from './outbox.repo.ts';
import type { Verdict } from './settle.ts';
import { concerns, needsOtherSettings } from './verdict.rules.ts';

type Ended = Exclude<Verdict, { readonly kind: 'put_back' }>;

/** What an attempt means for its message, and for the way it took. `others` is how many are still on their way by it. */
export function judge(breaker: Breaker, message: OutboxRecord, { carried, others }: { readonly carried: Carried; readonly others: number }): Ended {
  if (carried.outcome === 'accepted') {
    breaker.works(message, carried);
    return { kind: 'accepted', reply: carried.reply };
  }
  if (carried.outcome === 'uncertain') {
    // It holds the others back too: a server that drops every message must not make the whole queue uncertain.
    breaker.fails(message, { code: 'smtp_unreachable', permanent: false, reply: carried.reply });
    return { kind: 'uncertain', reply: carried.reply };
  }
  if (carried.outcome === 'not_sent') {
    const fault = { ...carried, code: carried.errorCode };
    if (!breaker.yieldsPlace(message, fault, others)) breaker.fails(message, fault);
    return { kind: 'held', reply: carried.reply, errorCode: carried.errorCode };
  }
  const failure = classifyReply({ code: carried.code, enhanced: carried.enhanced, text: carried.reply, stage: carried.stage });
  if (concerns(carried, failure) === 'sender' && !breaker.isAlone(message.id)) {
    if (carried.stage === 'rcpt' || carried.stage === 'data') breaker.suspect(message.id);
    breaker.fails(message, { code: 'smtp_refused', permanent: needsOtherSettings(carried), reply: carried.reply });
    return { kind: 'held', reply: carried.reply, errorCode: 'smtp_refused' };
  }
  breaker.works(message, carried);
  return { kind: 'refused', refusal: carried, failure: { class: failure.class, target: failure.target, code: failure.code } };
}

/** Whether something of a message may have reached its server. */
export function mayHaveArrived(carried: Carried): boolean {
  return carried.outcome !== 'not_sent';
}
