import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';

/** The features that `today` sums up and that the made-up workspace is built through. */
export type Neighbours = Pick<
  { readonly [F in keyof Contract]: Handlers<Contract[F]> },
  | 'settings'
  | 'hosts'
  | 'clients'
  | 'policies'
  | 'notices'
  | 'outbox'
  | 'evidence'
  | 'acknowledgements'
  | 'reminders'
  | 'bounces'
  | 'alerts'
  | 'logs'
  | 'culprits'
  | 'blocklists'
  | 'incidents'
  | 'dossiers'
  | 'recipients'
  | 'explanations'
  | 'letters'
>;
