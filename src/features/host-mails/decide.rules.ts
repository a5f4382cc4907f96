import type { HostMailTopic } from '../../contract/host-mails.ts';
import type { Sentence } from './sentences.rules.ts';
import { type ReadSentence, type Statement, statementsIn } from './topic.rules.ts';

/** What is no case. */
export const NO_CASE: readonly HostMailTopic[] = ['not_listed', 'lifted', 'announced', 'came_back', 'log', 'unknown'];

/** What a mail is about, the sentence that says so, and what else it says. */
export interface Decision {
  readonly topic: HostMailTopic;
  readonly sentence: Sentence | null;
  /** All that say so. */
  readonly says: readonly Sentence[];
  readonly also: readonly HostMailTopic[];
}

/** Decides what a mail of the host is about. */
export function decide(sentences: readonly Sentence[], read: ReadSentence): Decision {
  const said = statementsIn(sentences, read);
  const cases = said.filter(({ topic }) => !NO_CASE.includes(topic));
  const lifted = said.findLast(({ topic }) => topic === 'lifted');
  // A subject that says it is over, or a later sentence: what was is told of only. What stays shut is not over.
  const isTold = ({ sentence, isPast }: Statement) => isPast || (lifted !== undefined && sentences.indexOf(sentence) < sentences.indexOf(lifted.sentence));
  const isOver = lifted !== undefined && !cases.some(({ stays }) => stays) && (lifted.sentence.isSubject || cases.every(isTold));
  if (cases.length === 0 || isOver) {
    const other = isOver ? lifted : (said.find(({ topic }) => topic === 'not_listed') ?? said[0]);
    return { topic: other?.topic ?? 'unknown', sentence: other?.sentence ?? null, says: [], also: [] };
  }
  // What the mail says at length counts before its subject, and the pack before one account.
  const main = cases.find(({ topic }) => topic === 'suspended_pack') ?? cases.find(({ sentence }) => !sentence.isSubject) ?? cases[0];
  const isPart = (topic: HostMailTopic) => topic === main?.topic || (topic === 'suspended_account' && main?.topic === 'suspended_pack');
  const also = [...new Set(cases.map(({ topic }) => topic))].filter((topic) => !isPart(topic));
  const says = cases.filter(({ topic }) => topic === main?.topic).map(({ sentence }) => sentence);
  return { topic: main?.topic ?? 'unknown', sentence: main?.sentence ?? null, says, also };
}
