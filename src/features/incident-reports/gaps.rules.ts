import type { IncidentSubject } from '../../contract/incidents.ts';
import { isDatedByMail } from '../../shared/dated-by-mail.ts';
import { isMomentUnknown } from '../../shared/unknown-moment.ts';
import type { CaseReport, Words } from './report.ts';

/** What is not known of a case, then what no such report can show. */
export function gapsOf(report: CaseReport, words: Words): string[] {
  const { incident, verdict } = report;
  const missing = [
    ...originGaps(report),
    ...(['cause', 'fix', 'prevention'] as const).filter((key) => incident.findings[key] === ''),
    ...subjectGaps(incident.subject),
    ...momentGaps(report),
    ...(verdict === 'gone' ? ['verdictGone'] : verdict === null && incident.kind !== 'recipient' ? ['noVerdict'] : []),
  ];
  return [
    ...missing.map((key) => words.t(`gaps.${key}`)),
    ...stepGaps(report, words),
    ...report.people.filter(({ clientId }) => clientId === null).map((person) => words.t('gaps.notMatched', { name: words.name(person) })),
    ...['records', 'told', 'owner'].map((key) => words.t(`gaps.${key}`)),
  ];
}

/** Nobody knows when it began where nobody said so: then it is told what the time given is. */
function momentGaps({ incident, mails }: CaseReport): string[] {
  if (isDatedByMail(mails, Date.parse(incident.occurredAt))) return ['momentOfMail'];
  return isMomentUnknown(incident) ? ['moment'] : [];
}

function originGaps({ people, incident }: CaseReport): string[] {
  // One blocked recipient is no abuse: there nobody is looked for.
  if (incident.kind === 'recipient' || people.some(({ role }) => role === 'caused')) return [];
  return [people.some(({ role }) => role === 'suspected') ? 'onlySuspected' : 'nobody'];
}

function subjectGaps(subject: IncidentSubject): string[] {
  switch (subject.kind) {
    case 'listing':
      return [];
    case 'recipient':
      return subject.lastMailOn === null ? ['lastMail'] : [];
    default:
      return subject.reason === '' ? ['reason'] : [];
  }
}

function stepGaps({ incident: { steps } }: CaseReport, words: Words): string[] {
  return (['waiting', 'open'] as const).flatMap((state) => {
    const count = steps.filter((step) => step.state === state).length;
    return count === 0 ? [] : [words.t(`gaps.${state}`, { count })];
  });
}
