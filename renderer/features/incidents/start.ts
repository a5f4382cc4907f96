import type { Alert } from '../../../src/contract/alerts.ts';
import type { Verdict } from '../../../src/contract/culprits.ts';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import type { HostedId } from '../../../src/contract/ids.ts';
import { type MailInHand, type OwnCase, proposalOf } from '../host-mails/index.ts';
import { type FoundPerson, keyOf } from './person.rules.ts';
import { FROM_NOTHING, type Start } from './use-new-case.ts';

/** What an alert knows of the case it is the beginning of. `owners` = whose the listed domain is. */
export function startOfAlert(alert: Alert, owners: readonly FoundPerson[] = []): Start {
  const { id, packId, hostedId, clientName, domain, login, openedAt } = alert;
  const proposal = proposalOf(alert);
  return {
    ...FROM_NOTHING,
    packId,
    subject: proposal?.subject ?? null,
    occurredAt: proposal?.occurredAt ?? openedAt,
    people:
      hostedId === null
        ? owners
        : [account({ hostedId, name: clientName || domain || login, below: [domain, login].filter((part) => part !== '').join(' · ') })],
    alertId: id,
    ticket: alert.ticket,
    answerBy: alert.answerBy,
  };
}

/** What an analysis knows of a case: whom it named is taken over by the core. */
export function startOfVerdict({ id, packId, at }: Verdict): Start {
  return { ...FROM_NOTHING, packId, occurredAt: at, verdictId: id };
}

/** What a mail of the host says of a case; its words stay with it, and so does the mail itself. `own`: of several accounts, the one whose case it is. */
export function startOfMail(read: HostMail, mail: MailInHand, own?: OwnCase): Start {
  const { kind, subject, packId, occurredAt, datedBy, clock, concerned, mailSubject, text, answerBy, ticket } = read;
  return {
    ...FROM_NOTHING,
    kind,
    subject: own?.subject ?? subject,
    packId,
    occurredAt,
    isDatedByMail: datedBy === 'mail',
    hostZone: clock.zone,
    people: (own === undefined ? concerned : [own]).flatMap(named),
    // The number of the host often stands in the subject line alone.
    note: [mailSubject, text]
      .filter((part) => part !== '')
      .join('\n\n')
      .slice(0, 5000),
    answerBy,
    ticket,
    mail,
  };
}

/** Whom a mail names: an account that a panel showed, else a client. */
function named({ hostedId, clientId, name, word }: OwnCase): FoundPerson[] {
  if (hostedId !== null) return [account({ hostedId, name, below: word })];
  return clientId === null ? [] : [{ key: keyOf({ hostedId, clientId }), person: { clientId }, name, below: word }];
}

function account({ hostedId, name, below }: { readonly hostedId: HostedId; readonly name: string; readonly below: string }): FoundPerson {
  return { key: keyOf({ hostedId, clientId: null }), person: { hostedId }, name, below };
}
