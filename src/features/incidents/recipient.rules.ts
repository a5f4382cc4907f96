import { z } from 'zod';
import type { IncidentSubject } from '../../contract/incidents.ts';
import { RECIPIENT_FACTS, type RecipientFact } from '../../contract/recipients.ts';

export type RecipientSubject = Extract<IncidentSubject, { kind: 'recipient' }>;

/** What is still to be found out about a blocked recipient before anybody is asked to unblock him. */
export function missingFacts(subject: RecipientSubject): RecipientFact[] {
  return RECIPIENT_FACTS.filter((fact) => subject[fact] === null || subject[fact] === '');
}

/** The same with the address that was written from, where somebody named it as who wrote: nobody is asked for it twice. */
export function withSender(subject: IncidentSubject): IncidentSubject {
  if (subject.kind !== 'recipient' || subject.sender !== '') return subject;
  const found = /[^\s<>()"',;]{1,64}@[^\s<>()"',;]{1,190}/.exec(subject.writer)?.[0];
  const sender = z.email().safeParse(found);
  return sender.success ? { ...subject, sender: sender.data } : subject;
}
