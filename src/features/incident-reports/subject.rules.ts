import type { Incident, IncidentSubject } from '../../contract/incidents.ts';
import type { Words } from './report.ts';

/** Which sentences fit a subject: its kind, with what makes two of one kind differ. */
export function subjectKey(subject: IncidentSubject): string {
  switch (subject.kind) {
    case 'suspension':
      return subject.stopped === 'mail' ? `suspension_${subject.scope}_mail` : `suspension_${subject.scope}`;
    case 'blocked_object':
      return `blocked_object_${subject.object}`;
    default:
      return subject.kind;
  }
}

/** What happened, in one sentence; of what may last, it is said as past once the case is closed. */
export function subjectSentence({ subject, packName, closedAt }: Incident, words: Words): string {
  const lasts = closedAt === null;
  switch (subject.kind) {
    case 'listing':
      return words.t(lasts ? 'happened.listing' : 'happened.listing_over', { listed: subject.listed, list: subject.list });
    case 'suspension':
      return words.t(`happened.${subjectKey(subject)}`, { pack: packName });
    case 'blocked_object':
      return words.t('happened.blocked_object', {
        pack: packName,
        object: subject.name === '' ? words.t(`objectOnly.${subject.object}`) : words.t(`object.${subject.object}`, { name: subject.name }),
      });
    case 'port_25':
      return words.t(lasts ? 'happened.port_25' : 'happened.port_25_over');
    case 'recipient':
      return words.t(lasts ? 'happened.recipient' : 'happened.recipient_over', { address: subject.address });
  }
}

/** What is known of it, as names and values. */
export function subjectFacts(subject: IncidentSubject, words: Words): string[][] {
  return valuesOf(subject, words).map(([key, value]) => [words.t(`facts.${key}`), words.known(value)]);
}

function valuesOf(subject: IncidentSubject, words: Words): readonly (readonly [string, string])[] {
  switch (subject.kind) {
    case 'listing':
      return [
        ['listed', subject.listed],
        ['list', subject.list],
        ['listReference', subject.reference],
        ['holder', words.t(`holder.${subject.holder}`)],
      ];
    case 'suspension':
      return [...(subject.name === '' || subject.scope === 'pack' ? [] : [['account', subject.name] as const]), ['reason', subject.reason]];
    case 'blocked_object':
      return [
        ['object', subject.name],
        ['reason', subject.reason],
      ];
    case 'port_25':
      return [
        ['server', subject.server],
        ['reason', subject.reason],
      ];
    case 'recipient':
      return [
        ['address', subject.address],
        ['family', subject.family],
        ['writer', subject.writer],
        ['sender', subject.sender],
        ['lastMail', subject.lastMailOn === null ? '' : words.day(subject.lastMailOn)],
        ['answer', subject.answer],
        ...(subject.corrected === '' ? [] : [['corrected', subject.corrected] as const]),
      ];
  }
}
