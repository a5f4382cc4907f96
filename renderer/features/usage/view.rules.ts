import type { z } from 'zod';
import type { SavedView, Span, UsageFilter, UsageSort } from '../../../src/contract/usage.ts';

/** What the table is asked for, without its window. */
export interface Question {
  readonly span: z.infer<typeof Span>;
  readonly filter: z.infer<typeof UsageFilter>;
  readonly sort: z.infer<typeof UsageSort>;
  readonly descending: boolean;
}

export type View = z.infer<typeof SavedView>;

/** What the table shows at first. */
export const FIRST_QUESTION: Question = { span: 'h24', filter: { search: '', states: [], only: [] }, sort: 'sent', descending: true };

/** Two questions that get the same answer. */
export function isSame(a: Question, b: Question): boolean {
  return plainOf(a) === plainOf(b);
}

function plainOf({ span, filter, sort, descending }: Question): string {
  const { search, hostId = '', packId = '', clientId = '', states, only } = filter;
  return JSON.stringify([span, sort, descending, search.trim(), hostId, packId, clientId, [...states].sort(), [...only].sort()]);
}

/** Whether anything narrows the list. */
export function isNarrow({ filter: { search, hostId, packId, states, only } }: Question): boolean {
  return search.trim() !== '' || hostId !== undefined || packId !== undefined || states.length > 0 || only.length > 0;
}

/** The question after a heading was pressed: figures begin with the highest, names with A; pressed again it turns round. */
export function sortedBy(question: Question, sort: Question['sort']): Question {
  const isText = sort === 'login' || sort === 'client';
  return { ...question, sort, descending: question.sort === sort ? !question.descending : !isText };
}
