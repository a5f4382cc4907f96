import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findCase } from '../incidents/index.ts';
import { advice } from './advice.ts';
import { serviceFor } from './view.ts';

/** How the recipient of a case tells his mailbox to trust `sender`, in a language; empty where the case is about no recipient, or the sender is not known. */
export async function trustSteps(
  core: Core,
  { incidentId, language, sender }: { readonly incidentId: string; readonly language: Language; readonly sender: string },
): Promise<string> {
  const { subject } = (await findCase(core, core.db.read, incidentId)).stored;
  if (subject.kind !== 'recipient' || sender === '') return '';
  return (await advice(core, { service: serviceFor(subject), language, sender })).text;
}
