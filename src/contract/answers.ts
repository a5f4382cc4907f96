import { z } from 'zod';

/** What a request for explanations asks. */
export const ANSWER_QUESTIONS = ['mailing', 'origin', 'sharing', 'consent', 'contact', 'unsubscribe', 'bounces', 'tool', 'access', 'measures'] as const;
export const AnswerQuestion = z.enum(ANSWER_QUESTIONS);
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;
export const AnswerMark = z.enum(['answered', 'unclear', 'open']);
export type AnswerMark = z.infer<typeof AnswerMark>;
/** What an answer says that tells against it. `prospects` and `gift`: people who may well have agreed to nothing, as long as nobody shows that they did. */
export const ANSWER_OBJECTIONS = [
  'bought',
  'prospects',
  'gift',
  'old_contacts',
  'small_volume',
  'blames_others',
  'only_unsubscribe',
  'nothing_to_add',
] as const;
export const AnswerObjection = z.enum(ANSWER_OBJECTIONS);
export type AnswerObjection = z.infer<typeof AnswerObjection>;
