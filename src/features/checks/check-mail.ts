import type { z } from 'zod';
import type { MailCheck, MailCheckInput } from '../../contract/checks.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { DnsResolver } from '../../ports/dns.ts';
import { askOnce, resolverChoice } from '../blocklists/index.ts';
import type { Core } from '../core.ts';
import { effectiveLimits, findHost, type HostRules } from '../hosts/index.ts';
import { type CheckedClient, clientOfDomain, findCheckedClient } from './client.repo.ts';
import { judgeSample, type Question } from './lint-mail.ts';
import { rulesBehind } from './mail/behind.rules.ts';
import type { AskedElsewhere } from './mail/lint.rules.ts';
import { listed, listSubjects } from './mail/listed.ts';
import { askNames } from './mail/names.ts';
import type { Sample } from './mail/sample.rules.ts';
import { readSample } from './read-sample.ts';

type MailInput = z.output<typeof MailCheckInput>;

/** `checks.mail`: checks one mail and keeps nothing of it. Throws what `readSample` does, `file_not_found`, `file_incomplete`, `client_not_found`, `host_not_found`. */
export async function* checkMail(core: Core, input: MailInput, signal: AbortSignal | undefined): ReturnType<Handlers<Contract['checks']>['mail']> {
  yield { kind: 'progress', phase: 'checking', done: 0, total: 1 };
  const file = await mailOf(core, input);
  const sample = await readSample(core.mail, file.bytes);
  const { client, host, ...question } = await surroundings(core, input, sample);
  const page = input.pageRef === undefined ? null : await pageOf(core, input.pageRef);
  const elsewhere = input.names ? await askElsewhere(core, sample, signal) : undefined;
  const verdict = judgeSample(sample, { ...question, unsubscribePage: page?.html ?? null }, elsewhere);
  const result: z.input<typeof MailCheck> = {
    ...verdict,
    fileName: file.name,
    client: client === null ? null : { id: client.id, name: client.name, from: input.clientId === undefined ? 'domain' : 'chosen' },
    host: host === null ? null : { id: host.id, name: host.name, ...rulesBehind(host.rules, host.own) },
    page: page === null ? null : { fileName: page.name, without: judgeSample(sample, question, elsewhere).findings.filter(({ id }) => id === 'B02') },
  };
  yield { kind: 'done', result };
}

interface Surroundings extends Question {
  readonly client: CheckedClient | null;
  readonly host: HostRules | null;
}

/** Whose mail it is, whose limits count, and what else is known beside it. */
async function surroundings(core: Core, input: MailInput, { fromDomain }: Sample): Promise<Surroundings> {
  const { clientId, hostId, purpose, bulk, countries, domains } = input;
  const db = core.db.read;
  const id = clientId ?? (await clientOfDomain(db, fromDomain));
  const client = id === null ? null : await findCheckedClient(db, id);
  const chosen = hostId ?? onlyHost(client);
  const host = chosen === undefined ? null : await findHost(db, chosen);
  const maxRecipients = host === null ? null : effectiveLimits(host.rules, host.own).maxRecipientsPerMessage;
  return { client, host, purpose, bulk, countries, domains: [...domains, ...(client?.domains ?? [])], maxRecipients, unsubscribePage: null };
}

/** A client at several hosts is bound by each of them: which one a mail left by, only the user can say. */
function onlyHost(client: CheckedClient | null): string | undefined {
  return client?.hostIds.length === 1 ? client.hostIds[0] : undefined;
}

/** Name servers, and the block lists that somebody agreed to ask. */
async function askElsewhere(core: Core, sample: Sample, signal: AbortSignal = new AbortController().signal): Promise<AskedElsewhere> {
  const dns: DnsResolver = core.dns.open(await resolverChoice(core));
  try {
    const [names, said] = await Promise.all([askNames(dns, sample, signal), askOnce(core, { dns, subjects: listSubjects(sample), signal })]);
    return { ...names, R01: listed(said) };
  } finally {
    dns.close();
  }
}

async function mailOf(core: Core, { source }: MailInput): Promise<{ name: string; bytes: Uint8Array }> {
  if ('text' in source) return { name: '', bytes: core.codec.encodeUtf8(source.text) };
  const { file, bytes } = await core.files.bytes(source.fileRef);
  return { name: file.name, bytes };
}

async function pageOf(core: Core, ref: NonNullable<MailInput['pageRef']>): Promise<{ readonly name: string; readonly html: string }> {
  const { file, bytes } = await core.files.bytes(ref);
  return { name: file.name, html: core.codec.decode(bytes, 'utf-8') };
}
