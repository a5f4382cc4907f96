import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, ConnectorKind, PanelAccount, PanelUsage } from '../../src/connectors/connector.ts';
import { factsOf } from '../../src/features/statuses/facts.rules.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { NEEDS, type Need } from '../../src/shared/panels.ts';
import { all, messagesOf, READINGS, type Reading, reading, type Stage, stage, usageOf, warningsOf } from './stage.ts';
import { type Figures, type Published, publishedAccount, publishedFigures } from './stand-ins/published.ts';
import type { Dialect, Trouble } from './stand-ins/stand-in.ts';
import { crowdedWorld, smallWorld, type WorldAccount } from './stand-ins/world.ts';

/** What is to be proved of one connector, beside what holds for all. */
export interface Conformance {
  readonly kind: ConnectorKind;
  readonly dialect: () => Dialect;
  /** Every call it may make, as `METHOD name`: they read, and do nothing else. */
  readonly reads: readonly string[];
  /** Answers cannot do without these keys. `while`: what is being read when it is noticed. */
  readonly required: readonly { readonly call: string; readonly key: string; readonly while: Reading }[];
  /** What cannot be had any more when the login may not make this call, nor those in `also`, which would do in its place. */
  readonly privileges: readonly { readonly call: string; readonly needs: readonly Need[]; readonly also?: readonly string[] }[];
  /** The call by which each of these is read. */
  readonly calls: Readonly<Partial<Record<Reading, string>>>;
  /** The world as this panel tells it, where its form of it is another one. */
  readonly account?: (published: Published, from: WorldAccount) => PanelAccount;
  readonly figures?: (published: Figures) => Figures;
  /** As many accounts as need several pages. */
  readonly crowd?: number;
}

/** Proves of a connector what the interface promises, against its stand-in. */
export function describeConnector(suite: Conformance): void {
  describe(`the connector of ${suite.kind.form.kind}`, () => {
    let now: Stage;
    beforeEach(async () => {
      now = await stage(suite);
    });
    afterEach(() => now.standIn.close());
    const at = (): Stage => now;
    describeTruth(suite, at);
    describePrivileges(suite, at);
    describeSides(suite, at);
    describeTroubles(suite, at);
    describeManners(suite, at);
  });
}

type At = () => Stage;

function describeTruth(suite: Conformance, at: At): void {
  it.each([...suite.dialect().shapes])('reads the accounts as they are, and null where it is not told (%s)', async (shape) => {
    const { connector, standIn, world } = at();
    standIn.behave({ shape });
    const given = givenBy((await connector.probe(undefined)).capabilities);
    const asPublished = (from: WorldAccount): PanelAccount => (suite.account ?? ((one) => one))(publishedAccount(from, given), from);
    const read = await all(connector.accounts(undefined));
    expect(byLogin(read)).toEqual(byLogin(world.accounts.map(asPublished).map((one) => ({ ...one, birth: expect.any(String) }))));
  });

  it.each([...suite.dialect().shapes])('reads the figures as they are, and null where they are not published (%s)', async (shape) => {
    const { connector, standIn, world } = at();
    standIn.behave({ shape });
    const given = givenBy((await connector.probe(undefined)).capabilities);
    if (connector.usage === null) {
      expect([...given]).not.toEqual(expect.arrayContaining(['sent']));
      return;
    }
    const expected = publishedFigures(world, connector.usage.kind, given);
    expect(sums(await usageOf(connector, world))).toEqual(mapValues(expected, suite.figures ?? ((one) => one)));
  });

  it('reads a crowd to its end, everybody once', async () => {
    const crowd = crowdedWorld(suite.crowd ?? 30);
    at().standIn.change(crowd);
    const logins = (await all(at().connector.accounts(undefined))).map(({ login }) => login);
    expect(logins.sort()).toEqual(crowd.accounts.map(({ login }) => login).sort());
  });

  it('says of a list without anybody that it is empty, not that it is wrong', async () => {
    at().standIn.change(smallWorld({ accounts: [], traffic: [], messages: [], warnings: [] }));
    expect(await all(at().connector.accounts(undefined))).toEqual([]);
    expect(sums(await usageOf(at().connector, { ...at().world, accounts: [] }))).toEqual({});
    expect(await messagesOf(at().connector)).toEqual([]);
  });

  it('tells tries to deliver apart from each other, and the same try by the same name', async () => {
    const { connector, world } = at();
    if (connector.messages === null) return;
    const [first, again] = [await messagesOf(connector), await messagesOf(connector)];
    expect(again).toEqual(first);
    expect(new Set(first.map(({ id }) => id)).size).toBe(world.messages.length);
    expect(first.map(({ outcome, recipient }) => `${outcome} ${recipient}`).sort()).toEqual(
      world.messages.map(({ outcome, recipient }) => `${outcome} ${recipient}`).sort(),
    );
    expect((await messagesOf(connector, ['failed'])).every(({ outcome }) => outcome === 'failed')).toBe(true);
  });

  it('reads the warnings of the panel, and no other messages of it', async () => {
    const { connector, world } = at();
    if (connector.warnings === null) return;
    const mailings = world.warnings.filter(({ subject }) => subject.startsWith('Warning'));
    expect(mailings).not.toHaveLength(world.warnings.length);
    expect((await warningsOf(connector)).map(({ id, subject }) => ({ id, subject }))).toEqual(mailings.map(({ id, subject }) => ({ id, subject })));
  });
}

function describePrivileges(suite: Conformance, at: At): void {
  it('finds what it promises, and promises nothing it does not find', async () => {
    const { connector } = at();
    const promised = new Map(connector.capabilities().map(({ need, given }) => [need, given]));
    const found = new Map((await connector.probe(undefined)).capabilities.map(({ need, given }) => [need, given]));
    expect([...promised.keys()].sort()).toEqual([...NEEDS].sort());
    expect([...found.keys()].sort()).toEqual([...NEEDS].sort());
    for (const [need, given] of promised) if (given === 'given' || given === 'not_given') expect([need, found.get(need)]).toEqual([need, given]);
  });

  it.each(suite.privileges)('says in the words of the panel which privilege lacks for $call, and goes on without', async ({ call, needs, also = [] }) => {
    const { connector, standIn, world } = at();
    standIn.behave({ lacks: [call, ...also] });
    const { capabilities } = await connector.probe(undefined);
    const lacking = capabilities.filter(({ given }) => given === 'needs_privilege');
    expect(lacking.map(({ need }) => need).sort()).toEqual([...needs].sort());
    for (const one of lacking) expect(one).toMatchObject({ call, privilege: expect.stringMatching(/./) });
    expect(capabilities.some(({ given }) => given === 'given')).toBe(true);
    for (const what of readingsBy(suite, call)) {
      await expect(reading(what, connector, world)).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call } });
    }
  });
}

/** What is asked beside the list of accounts may be refused at any time: what it told before is still true as far as anybody knows. */
function describeSides(suite: Conformance, at: At): void {
  it('changes nothing that is kept of an account when a call beside the list is refused', async () => {
    const { connector, connect, standIn } = at();
    const before = new Map((await all(connector.accounts(undefined))).map((account) => [account.login, factsOf(account)]));
    const asked = [...new Set(standIn.calls().map((call) => call.replace(/^\w+ /, '')))];
    const sides = asked.filter((call) => call !== suite.calls.accounts && !SESSION.test(call));
    for (const call of sides) {
      standIn.behave({ lacks: [call] });
      for (const account of await all(connect().accounts(undefined))) {
        const kept = before.get(account.login);
        if (kept === undefined) throw new Error(`${account.login} was not there before`);
        expect([call, factsOf(account, { kept, at: 1 })]).toEqual([call, kept]);
      }
    }
  });
}

/** Without a session nothing at all is read. */
const SESSION = /^(auth|login)$/;

function readingsBy(suite: Conformance, call: string): readonly Reading[] {
  return READINGS.filter((what) => what !== 'probe' && suite.calls[what] === call);
}

const TROUBLES: readonly { readonly trouble: Trouble['kind']; readonly code: string }[] = [
  { trouble: 'refused', code: 'panel_auth_refused' },
  { trouble: 'login_redirect', code: 'panel_auth_refused' },
  { trouble: 'redirect', code: 'panel_not_an_api' },
  { trouble: 'page', code: 'panel_not_an_api' },
  { trouble: 'busy', code: 'panel_busy' },
  { trouble: 'dropped', code: 'panel_unreachable' },
  { trouble: 'cut_connection', code: 'panel_unreachable' },
  { trouble: 'huge', code: 'panel_answer_too_large' },
];

function describeTroubles(suite: Conformance, at: At): void {
  it.each(TROUBLES)('takes "$trouble" for $code, and asks no more', async ({ trouble, code }) => {
    const { connect, standIn, world } = at();
    standIn.behave({ trouble: { kind: trouble } });
    for (const what of READINGS.filter((one) => one === 'probe' || suite.calls[one] !== undefined)) {
      const before = standIn.calls().length;
      await expect(reading(what, connect(), world)).rejects.toMatchObject({ code });
      expect(standIn.calls().length - before).toBe(1);
    }
  });

  it.each(['cut', 'empty'] as const)('never takes an answer that is %s for one without anybody', async (kind) => {
    const { connector, standIn, world } = at();
    for (const what of READINGS) {
      const call = suite.calls[what];
      if (call === undefined) continue;
      standIn.behave({ trouble: { at: call, kind } });
      await expect(reading(what, connector, world)).rejects.toMatchObject({ code: 'panel_unreadable', params: { call } });
    }
  });

  it.each(suite.required)('calls an answer of $call without $key unreadable', async ({ call, key, while: what }) => {
    const { connector, standIn, world } = at();
    standIn.behave({ trouble: { at: call, kind: 'without', key } });
    await expect(reading(what, connector, world)).rejects.toMatchObject({ code: 'panel_unreadable', params: { call } });
  });

  it('passes on in plain words, without the secret, what the panel says went wrong', async () => {
    const { connector, standIn, world } = at();
    for (const what of READINGS) {
      const call = suite.calls[what];
      if (call === undefined) continue;
      standIn.behave({ trouble: { at: call, kind: 'failure' } });
      const error = await reading(what, connector, world).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ code: 'panel_refused', params: { call } });
      expect(everythingIn(error)).not.toMatch(/<b>|S3CRET/);
    }
  });

  it('gives up in time', async () => {
    at().standIn.behave({ trouble: { kind: 'slow' } });
    await expect(at().connect({ timeoutMs: 200 }).probe(undefined)).rejects.toMatchObject({ code: 'panel_timeout' });
  });
}

function describeManners(suite: Conformance, at: At): void {
  it('makes reading calls only, one after the other, whoever asks', async () => {
    const { connector, connect, standIn, world } = at();
    const other = connect();
    await Promise.all([...READINGS.map((what) => reading(what, connector, world)), ...READINGS.map((what) => reading(what, other, world))]);
    expect(standIn.most()).toBe(1);
    expect([...new Set(standIn.calls())].filter((call) => !suite.reads.includes(call))).toEqual([]);
  });

  it('puts the secret into no address', async () => {
    const { connector, standIn, world } = at();
    for (const what of READINGS) await reading(what, connector, world);
    for (const { path, query } of standIn.requests()) expect(`${path}?${query}`).not.toContain('S3CRET');
  });

  it('stops at a refused login after one call', async () => {
    const { connect, standIn } = at();
    await expect(connect({ secret: 'another-one' }).probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(standIn.calls()).toHaveLength(1);
  });

  it('stops between two calls when it is told to', async () => {
    const { connector, standIn, world } = at();
    const gone = new AbortController();
    gone.abort();
    await expect(connector.probe(gone.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(all(connector.accounts(gone.signal))).rejects.toMatchObject({ code: 'cancelled' });
    if (connector.usage !== null) await expect(usageOf(connector, world, gone.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(standIn.calls()).toEqual([]);
  });
}

function givenBy(capabilities: ReturnType<Connector['capabilities']>): ReadonlySet<Need> {
  return new Set(capabilities.filter(({ given }) => given === 'given').map(({ need }) => need));
}

function byLogin<T extends { readonly login: string }>(rows: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(rows.map((row) => [row.login, row]));
}

/** Figures by login; what was null in every row stays null. Silence is left out. */
function sums(rows: readonly PanelUsage[]): Readonly<Record<string, Figures>> {
  const found = new Map<string, Figures>();
  for (const row of rows) found.set(row.login, added(found.get(row.login), row));
  return Object.fromEntries([...found].filter(([, figures]) => Object.values(figures).some((value) => value !== null && value !== 0)));
}

function added(before: Figures | undefined, { sent, delivered, deferred, failed, recipients, bytes }: PanelUsage): Figures {
  const plus = (one: number | null | undefined, other: number | null): number | null => (other === null ? (one ?? null) : (one ?? 0) + other);
  return {
    sent: plus(before?.sent, sent),
    delivered: plus(before?.delivered, delivered),
    deferred: plus(before?.deferred, deferred),
    failed: plus(before?.failed, failed),
    recipients: plus(before?.recipients, recipients),
    bytes: plus(before?.bytes, bytes),
  };
}

function mapValues(values: Readonly<Record<string, Figures>>, change: (one: Figures) => Figures): Readonly<Record<string, Figures>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

/** The texts of an error and of everything that caused it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const params = error instanceof AppError ? JSON.stringify(error.params) : '';
  return `${error.message} ${error.stack ?? ''} ${params} ${error.cause === undefined ? '' : everythingIn(error.cause)}`;
}
