import type { IncidentSubject } from '../../contract/incidents.ts';
import type { StoryTold } from '../../contract/story.ts';
import { clip } from '../../shared/text.ts';

/** More of the host's reason is told nowhere. */
const WORDS = 300;

/** What a case is about, and the day on which it happened, `YYYY-MM-DD`, and the instant. */
interface About {
  readonly subject: IncidentSubject;
  readonly occurredAt: number;
  readonly occurredOn: string;
  /** Nobody had said when. */
  readonly isMomentUnknown: boolean;
}

/** What is told of a case whose subject or moment is put right: what was written before and is not any more. Empty = nothing changed. */
export function changesTold(before: About, after: About): StoryTold[] {
  const isSame = JSON.stringify(before.subject) === JSON.stringify(after.subject);
  const gone = lostWords(before.subject, after.subject);
  const subject: StoryTold = gone.length > 0 ? { key: 'subject_changed', values: { before: gone.join(' · ') } } : { key: 'subject_filled_in', values: {} };
  const moment: StoryTold = before.isMomentUnknown ? { key: 'moment_filled_in', values: {} } : { key: 'moment_changed', values: { on: before.occurredOn } };
  return [...(isSame ? [] : [subject]), ...(before.occurredAt === after.occurredAt ? [] : [moment])];
}

/** Typed words of a subject that another one does not hold. */
function lostWords(before: IncidentSubject, after: IncidentSubject): string[] {
  const kept = new Map(Object.entries(after));
  return Object.entries(before).flatMap(([field, value]) =>
    isTyped(field) && typeof value === 'string' && value !== '' && value !== kept.get(field) ? [clip(value, WORDS)] : [],
  );
}

/** The others are chosen from what there is. */
const isTyped = (field: string): boolean => ['listed', 'list', 'reference', 'name', 'reason', 'server'].includes(field);
