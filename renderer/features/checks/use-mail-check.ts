import type { MailCheck } from '../../../src/contract/checks.ts';
import type { FileRef, HostId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import type { NamedClient } from '../reminders/index.ts';
import { type FileJob, useFileCheck } from './use-file-check.ts';

/** What is known beside the mail. */
export interface MailOptions {
  readonly person: NamedClient | null;
  readonly hostId: HostId | null;
  readonly purpose: 'auto' | MailCheck['purpose'];
  readonly northAmerica: boolean;
  readonly bulk: boolean;
  /** Also ask name servers. */
  readonly names: boolean;
  /** The saved page its link to unsubscribe opens. */
  readonly page: FileRef | null;
}

const AT_FIRST: MailOptions = { person: null, hostId: null, purpose: 'auto', northAmerica: false, bulk: false, names: false, page: null };

/** One mail that is being checked. */
export type MailJob = FileJob<MailOptions, MailCheck>;

export function useMailCheck(): MailJob {
  return useFileCheck<MailOptions, MailCheck>({
    atFirst: AT_FIRST,
    forAnother: (options) => ({ ...options, page: null }),
    ask: (fileRef, { person, hostId, purpose, northAmerica, bulk, names, page }, call) =>
      client.checks.mail(
        {
          source: { fileRef },
          ...(person !== null && { clientId: person.id }),
          ...(hostId !== null && { hostId }),
          ...(purpose !== 'auto' && { purpose }),
          ...(page !== null && { pageRef: page }),
          countries: northAmerica ? ['US', 'CA'] : [],
          bulk,
          names,
        },
        call,
      ),
  });
}
