import { HostedId } from '../../src/contract/ids.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { NOTHING_QUEUED, openTestCore, type TestCore } from './core.ts';
import { makePack, panelAccount, readList } from './hosted.ts';

export type Cases = Awaited<ReturnType<typeof openCases>>;

/** The functions of cases on a core with one pack, of which the panel shows these accounts. */
export async function openCases(logins: readonly string[] = [], given: Parameters<typeof openTestCore>[0] = {}) {
  const test = openTestCore(given);
  const packId = await makePack(test);
  const accounts = logins.map((login) => panelAccount(login));
  if (accounts.length > 0) await readList(test, packId, accounts);
  return { test, packId, of: incidentsHandlers(test.core, NOTHING_QUEUED) };
}

/** The account that the panel shows under a login. */
export async function hostedIdOf({ core }: TestCore, login: string): Promise<HostedId> {
  const { id } = await core.db.read.selectFrom('hosted_account').where('login', '=', login).select('id').executeTakeFirstOrThrow();
  return HostedId.parse(id);
}
