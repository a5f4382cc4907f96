import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftFolder } from '../../src/adapters/draft-folder.ts';
import { ClientId, PackId } from '../../src/contract/ids.ts';
import { evidenceHandlers } from '../../src/features/evidence/index.ts';
import { until } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';
import { openWorkspace, type Workspace } from './told.ts';

const call = { signal: undefined };
let work: Workspace;
let server: TestServer;
let drafts: string;
let handlers: ReturnType<typeof evidenceHandlers>;

beforeEach(async () => {
  server = await startSmtpServer();
  drafts = join(mkdtempSync(join(tmpdir(), 'sendward-drafts-')), 'drafts');
  work = await openWorkspace({ smtpPort: server.port, ports: { drafts: draftFolder(drafts) } });
  handlers = evidenceHandlers(work.core);
  await work.outbox.start();
});
afterEach(async () => {
  await work.close();
  await server.close();
  rmSync(join(drafts, '..'), { recursive: true, force: true });
});

const list = (query: Partial<Parameters<typeof handlers.list>[0]> = {}) => handlers.list({ offset: 0, limit: 100, search: '', rungs: [], ...query }, call);
const settled = (id: string) => until(async () => !['queued', 'sending'].includes(await work.state(id)));

describe('evidence', () => {
  it('is graded by the way a notice took, with the answer it got', async () => {
    const { clientId, accountIds } = await work.client('ООО «Пример»');
    for (const transport of ['practice', 'draft', 'smtp'] as const) await settled(await work.tell(clientId, accountIds, transport));
    const { total, rows } = await list();
    expect(total).toBe(3);
    const by = (transport: string) => rows.find((row) => row.transport === transport);
    expect(by('smtp')).toMatchObject({
      rung: 'handed_to_smtp',
      serverReply: '250 2.0.0 queued as T1',
      clientName: 'ООО «Пример»',
      versionNumber: 3,
      domains: ['пример.рф', 'example.net'],
    });
    expect(by('practice')).toMatchObject({ rung: 'practised', serverReply: '250 practice mailbox: kept on this computer, not delivered' });
    expect(by('draft')).toMatchObject({ rung: 'prepared' });
    expect(server.received).toHaveLength(1);
    const [file] = readdirSync(drafts);
    expect(readFileSync(join(drafts, file ?? ''), 'utf8')).toContain(by('draft')?.messageId);
  });

  it('is not made of what failed, is uncertain or was cancelled', async () => {
    const { clientId, accountIds } = await work.client('A');
    server.behave(() => ({ at: 'rcpt', reply: '550 5.1.1 No such user' }));
    await settled(await work.tell(clientId, accountIds, 'smtp'));
    server.behave(() => ({ at: 'data', drop: true, keeps: true }));
    const other = await work.client('B');
    await work.tell(other.clientId, other.accountIds, 'smtp');
    await work.clock.advance(10_000);
    await until(async () => (await work.column('state')).includes('uncertain'));
    expect((await list()).total).toBe(0);
    expect((await handlers.coverage({}, call)).failed).toBe(2);
  });

  it('can be neither changed nor deleted, not even by SQL', async () => {
    const { clientId, accountIds } = await work.client('A');
    await settled(await work.tell(clientId, accountIds, 'practice'));
    await expect(work.core.db.write((tx) => tx.deleteFrom('evidence').execute())).rejects.toThrow('evidence is only added');
    await expect(work.core.db.write((tx) => sql`UPDATE evidence SET rung = 'signed'`.execute(tx))).rejects.toThrow('evidence is only added');
    expect((await list()).rows).toMatchObject([{ rung: 'practised' }]);
  });

  it('is listed newest first, filtered and found', async () => {
    const [anna, boris] = [await work.client('Anna Müller'), await work.client('Борис')];
    for (const { clientId, accountIds } of [anna, boris]) {
      await settled(await work.tell(clientId, accountIds, 'smtp'));
      await work.clock.advance(7000);
    }
    expect((await list()).rows.map((row) => row.clientName)).toEqual(['Борис', 'Anna Müller']);
    expect((await list({ search: 'muller' })).rows.map((row) => row.clientName)).toEqual(['Anna Müller']);
    expect((await list({ search: 'ПРИМЕР.РФ' })).total).toBe(2);
    expect((await list({ clientId: ClientId.parse(anna.clientId) })).total).toBe(1);
    expect((await list({ rungs: ['practised'] })).total).toBe(0);
    await expect(list({ clientId: ClientId.parse(work.core.ids.next()) })).rejects.toMatchObject({ code: 'client_not_found' });
  });
});

describe('coverage', () => {
  it('puts every active account in exactly one part and never calls a draft or practice told', async () => {
    const clients = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) clients.push(await work.client(name, 3));
    const [a, b, c, d] = clients;
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('no clients');
    expect(await handlers.coverage({}, call)).toMatchObject({ activeAccounts: 15, due: 15, toldPercent: 0 });
    await settled(await work.tell(a.clientId, a.accountIds.slice(0, 2), 'smtp'));
    await settled(await work.tell(b.clientId, b.accountIds, 'practice'));
    await settled(await work.tell(c.clientId, c.accountIds, 'draft'));
    await work.outbox.handlers.pause({}, call);
    await work.tell(d.clientId, d.accountIds, 'smtp');
    const coverage = await handlers.coverage({}, call);
    expect(coverage).toMatchObject({ activeAccounts: 15, told: 2, queued: 6, failed: 0, noPolicy: 0, toldPercent: 13.3 });
    expect(coverage.told + coverage.practised + coverage.queued + coverage.failed + coverage.due + coverage.noPolicy).toBe(15);
    expect(await handlers.coverage({ packId: PackId.parse(work.packId) }, call)).toEqual(coverage);
  });

  it('of nobody is unknown, not zero', async () => {
    expect(await handlers.coverage({}, call)).toMatchObject({ activeAccounts: 0, toldPercent: null });
  });
});

describe('drafts', () => {
  it('are never overwritten and have names every system accepts', async () => {
    const folder = draftFolder(drafts);
    await folder.write('CON: a/b?.eml', Buffer.from('one'));
    await folder.write('CON: a/b?.eml', Buffer.from('one'));
    await folder.write('CON: a/b?.eml', Buffer.from('two'));
    expect(readdirSync(drafts).sort()).toEqual(['CON- a-b- (2).eml', 'CON- a-b-.eml']);
    await folder.write('../../outside.eml', Buffer.from('x'));
    expect(existsSync(join(drafts, '..', 'outside.eml'))).toBe(false);
  });
});
