import { z } from 'zod';

/** What a step is for and what is missing of it. */
export const StepNeed = z.enum([
  'nobody_named',
  'nothing_asked',
  'answer_awaited',
  'answer_insufficient',
  'nothing_written',
  'letter_not_left',
  'repermission_open',
  'not_told_before',
  'not_handed_in',
  'host_awaited',
  'others_untold',
  'watch_running',
]);
export type StepNeed = z.infer<typeof StepNeed>;

/** What the program itself tells in the story of a case; its sentences stand in the namespace `story`, so that everybody reads them in his own language. */
export const StoryKey = z.enum([
  ...StepNeed.options,
  'next',
  'concerned',
  'concerned_out',
  'analysis_taken',
  'letter_written',
  'letter_queued',
  // Told of each letter of a round by earlier versions: kept for the stories they wrote.
  'letter_planned',
  'letter_sent',
  'letter_practised',
  'letter_prepared',
  'letter_failed',
  'letter_uncertain',
  'letter_withdrawn',
  // Likewise.
  'letter_answered',
  'letter_day_over',
  'letter_given',
  'letter_given_ticket',
  'letter_hand_in_back',
  'letter_answer_back',
  'letter_granted',
  'letter_refused',
  'letter_asked_more',
  'relapse',
  'relapse_listed',
  'relapse_still_listed',
  'relapse_alert',
  'round_asked',
  'round_answered',
  'round_answered_on',
  'round_taken_back',
  'round_withdrawn',
  'round_sufficient',
  'round_insufficient',
  'round_no_answer',
  'round_undecided',
  'repermission_created',
  'repermission_started',
  'repermission_result',
  'repermission_attached',
  'repermission_detached',
  'repermission_finished',
  'repermission_reopened',
  'innocents_told',
  'innocents_all_told',
  'innocents_not_told',
  'recipient_paused',
  'recipient_paused_for_good',
  'recipient_released',
  'recipient_facts',
  'recipient_right',
  'recipient_corrected',
  'recipient_wrote',
  'recipient_mail_accepted',
  'recipient_mail_refused',
  'dossier_given',
  'dossier_granted',
  'dossier_refused',
  'dossier_taken_back',
]);
export type StoryKey = z.infer<typeof StoryKey>;

/** A sentence and what fills it. `on` is a calendar day, `role` a `ConcernRole`, `channel` the way a letter was handed in: those are put into words by whoever shows it. */
export const StoryTold = z.object({ key: StoryKey, values: z.record(z.string(), z.union([z.string(), z.number()])) });
export type StoryTold = z.infer<typeof StoryTold>;
