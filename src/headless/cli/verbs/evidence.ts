import { nodeBundleTools, withFileSource } from '../../../adapters/bundle-tools.ts';
import { fail } from '../../../contract/fail.ts';
import { HostId } from '../../../contract/ids.ts';
import { zipContainer } from '../../../shared/bundle/container.ts';
import { reportLines } from '../../../shared/bundle/report.rules.ts';
import { type Verdict, verifyBundle } from '../../../shared/bundle/verify.ts';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { fold } from '../../../shared/text.ts';
import { SaidError, UsageError } from '../failure.ts';
import { takeFile } from '../files.ts';
import { answer, type Client, type CommonOptions, resultOf, type Terminal, withClient } from '../session.ts';
import { findClient } from './mail.ts';

interface ExportCommand extends CommonOptions {
  readonly client?: string;
  readonly host?: string;
  readonly all?: boolean;
  readonly out: string;
  readonly language?: string;
  readonly timeStamp?: boolean;
}

/** `sendward evidence export`: the proof for one client, one host or all as a bundle that can be checked without the app. */
export async function exportEvidence(options: ExportCommand, terminal: Terminal): Promise<void> {
  const given = [options.client !== undefined, options.host !== undefined, options.all === true].filter(Boolean);
  if (given.length !== 1) throw new UsageError(terminal.say('cli:usageOneOfThree', { first: '--client C', second: '--host H', third: '--all' }));
  await withClient(options, async (client) => {
    const scope = await scopeOf(client, options, terminal);
    const language: Language = LANGUAGES.find((each) => each === options.language) ?? terminal.language;
    const stream = await client.ledger.exportBundle({ scope, language, timeStamp: options.timeStamp === true });
    const { fileRef, evidence, signed, timeStamped } = await resultOf(stream);
    const sizeBytes = await takeFile(client, fileRef, { path: options.out, terminal });
    answer(terminal, options, {
      document: { ok: true, file: options.out, evidence, sizeBytes, signed, timeStamped },
      words: [terminal.say('cli:evidence.exported', { count: evidence, file: options.out })],
    });
  });
}

async function scopeOf(client: Client, options: ExportCommand, terminal: Terminal) {
  if (options.client !== undefined) return { clientId: await findClient(client, options.client, terminal) };
  return options.host === undefined ? { everything: true as const } : { hostId: await findHost(client, options.host, terminal) };
}

/** The one host that answers to an id or name. */
async function findHost(client: Client, wanted: string, terminal: Terminal): Promise<HostId> {
  const id = HostId.safeParse(wanted);
  if (id.success) return id.data;
  const [first, second] = (await client.hosts.list({})).filter(({ name }) => fold(name) === fold(wanted));
  if (first === undefined) throw fail('host_not_found', {});
  if (second !== undefined) throw new SaidError('host_not_found', terminal.say('cli:hostAmbiguous', { host: wanted, ids: `${first.id}, ${second.id}` }));
  return first.id;
}

/** `sendward evidence verify FILE`: needs neither data folder nor network. `faulty` hears when it is not valid. */
export async function verifyEvidence(file: string, options: CommonOptions, { terminal, faulty }: { readonly terminal: Terminal; readonly faulty: () => void }) {
  const verdict = await judged(file, terminal);
  const { valid, problems, limits } = verdict;
  answer(terminal, options, { document: { ok: true, valid, problems, limits }, words: reportLines(verdict, terminal.language) });
  if (!valid) faulty();
}

async function judged(file: string, terminal: Terminal): Promise<Verdict> {
  try {
    return await withFileSource(file, async (source) => await verifyBundle(await zipContainer(source, nodeBundleTools), nodeBundleTools));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new UsageError(terminal.say('cli:cannotRead', { file }), { cause: error });
    throw error;
  }
}
