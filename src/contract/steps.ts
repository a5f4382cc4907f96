import { z } from 'zod';

/** Every step there is; which ones a case has, and in which order, depends on its kind and on what its client did before. */
export const STEP_IDS = [
  'stop_sending',
  'pause_recipient',
  'read_reason',
  'test_port',
  'find_culprit',
  'ask_explanations',
  'judge_answer',
  'collect_facts',
  'decide_intended',
  'clean_site',
  'change_passwords',
  'correct_address',
  'demand_vigilance',
  'repermission',
  'formal_warning',
  'hold_longer',
  'decide_future',
  'write_down',
  'attach_proof',
  'ask_unblocking',
  'ask_delisting',
  'await_answer',
  'await_confirmation',
  'tell_innocent',
  'trusted_sender',
  'apply_in_advance',
  'watch_72h',
  'watch_7d',
] as const;
export const StepId = z.enum(STEP_IDS);
export type StepId = z.infer<typeof StepId>;

/** What a case asks for next: a step, or to be closed once all are over. */
export const NextStep = z.enum([...STEP_IDS, 'close']);
export type NextStep = z.infer<typeof NextStep>;

/** `waiting`: somebody else has to answer. */
export const StepState = z.enum(['open', 'waiting', 'done', 'not_needed']);
export type StepState = z.infer<typeof StepState>;
export const StepActor = z.enum(['us', 'client', 'host', 'list', 'recipient']);
export type StepActor = z.infer<typeof StepActor>;
