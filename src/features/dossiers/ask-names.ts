import type { Finding } from '../../contract/checks.ts';
import { fail } from '../../contract/fail.ts';
import type { MailRule } from '../../shared/checks.ts';
import { toIso } from '../../shared/dates.ts';
import { resolverChoice } from '../blocklists/index.ts';
import { type AskedSender, askNames, readSample } from '../checks/index.ts';
import type { Core } from '../core.ts';
import type { StoredDossier } from './dossiers.repo.ts';
import { fileBytes } from './files.repo.ts';
import { domainOf, type KeptFile } from './items.rules.ts';

/** SPF, DKIM, DMARC and PTR: what a host looks at. */
const RECORDS: readonly MailRule[] = ['D01', 'D02', 'D03', 'D04'];

/** Asks name servers about the sender of a dossier. Throws `dossier_sender_missing` while it is not known who sends from where. */
export async function askAboutSender(
  core: Core,
  { stored, files }: { readonly stored: StoredDossier; readonly files: readonly KeptFile[] },
  signal: AbortSignal | undefined,
): Promise<NonNullable<StoredDossier['technical']>> {
  const { sendingAddress, ipAddress } = stored.fields;
  const domain = domainOf(sendingAddress);
  if (domain === '' || ipAddress === '') throw fail('dossier_sender_missing', {});
  const asked: AskedSender = { fromDomain: domain, envelope: null, sendingAddress: ipAddress, signatures: await signaturesOf(core, stored, files) };
  const dns = core.dns.open(await resolverChoice(core));
  try {
    const answers = await askNames(dns, asked, signal);
    const findings: Finding[] = RECORDS.flatMap((id) =>
      (answers[id] ?? []).map((outcome) => ({
        ...{ id, ...outcome, facts: { ...outcome.facts } },
        severity: 'E' as const,
        scope: id === 'D04' ? ('host' as const) : ('client' as const),
      })),
    );
    return { askedAt: toIso(core.clock.now()), domain, ipAddress, findings };
  } finally {
    dns.close();
  }
}

/** The key that was named, else those the sample letter is signed with. */
async function signaturesOf({ db, mail }: Core, { id, fields }: StoredDossier, files: readonly KeptFile[]): Promise<AskedSender['signatures']> {
  const domain = domainOf(fields.sendingAddress);
  if (fields.dkimSelector !== '') return [{ domain, selector: fields.dkimSelector, covers: [] }];
  const sample = files.find(({ item }) => item === 'sample_source');
  if (sample === undefined) return [];
  const { bytes } = await fileBytes(db.read, id, sample.id);
  return (await readSample(mail, bytes)).signatures;
}
