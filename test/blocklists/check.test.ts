import { domainToASCII } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { makePack } from '../support/hosted.ts';
import { addList, answerOf, CALL, openScene, type Scene } from './lists.ts';

const IP = '192.0.2.99';
const NAME = '99.2.0.192';
let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

async function watch(ips: string[] = [IP]): Promise<void> {
  await scene.handlers.addIps({ ips, packId: null, holder: 'host', shared: true, note: '' }, CALL);
}

describe('a list that is asked', () => {
  it('says listed, with its reason, or not listed', async () => {
    const id = await addList(scene, 'bl.example');
    scene.names.set(`${NAME}.bl.example`, { values: ['127.0.0.2'] });
    scene.names.set(`TXT ${NAME}.bl.example`, { values: ['See https://bl.example/?ip=192.0.2.99'] });
    await watch([IP, '192.0.2.1']);
    expect(await scene.check()).toMatchObject({ outcome: 'done', counts: { listed: 1, not_listed: 1, refused: 0, no_answer: 0 }, listed: 1 });
    expect(await answerOf(scene, IP, id)).toMatchObject({
      question: `${NAME}.bl.example`,
      raw: ['127.0.0.2'],
      reason: 'See https://bl.example/?ip=192.0.2.99',
      answer: { state: 'listed', codes: [{ value: '127.0.0.2', meaning: 'listed' }] },
      route: { to: 'host' },
    });
    expect(await answerOf(scene, '192.0.2.1', id)).toMatchObject({ answer: { state: 'not_listed', why: null }, raw: ['NXDOMAIN'], route: null });
  });

  it.each([
    ['refuses by code of the server', { rcode: 'refused' }, 'refused', 'refused'],
    ['says that the resolver is public', { values: ['127.255.255.254'] }, 'refused', 'public_resolver'],
    ['says that it was too much', { values: ['127.255.255.255'] }, 'refused', 'too_many'],
    ['says that its name was mistyped', { values: ['127.255.255.252'] }, 'refused', 'bad_zone'],
    ['gives an address of the web', { values: ['203.0.113.80'] }, 'refused', 'rewritten'],
    ['gives an address of the web beside a listing', { values: ['127.0.0.2', '203.0.113.80'] }, 'refused', 'rewritten'],
    ['gives a code nobody knows', { values: ['127.0.0.1'] }, 'refused', 'unknown_code'],
    ['fails', { rcode: 'servfail' }, 'no_answer', 'servfail'],
    ['is silent', { silent: true }, 'no_answer', 'timeout'],
    ['is late', { values: ['127.0.0.2'], delayMs: 1500 }, 'no_answer', 'timeout'],
  ] as const)('and %s says neither yes nor no', async (_, reply, state, why) => {
    const id = await addList(scene, 'bl.example');
    scene.names.set(`${NAME}.bl.example`, reply);
    await watch();
    await scene.check();
    expect((await answerOf(scene, IP, id)).answer).toMatchObject({ state, why, codes: [], listedSince: null });
  });

  it('is heard where it answers by TCP only, or after a forged answer', async () => {
    const id = await addList(scene, 'bl.example');
    scene.names.set(`${NAME}.bl.example`, { values: ['127.0.0.2'], truncated: true, wrongIdFirst: ['203.0.113.66'] });
    await watch();
    await scene.check();
    expect((await answerOf(scene, IP, id)).answer?.state).toBe('listed');
  });

  it('is asked by the nibbles of IPv6', async () => {
    const id = await addList(scene, 'six.example', ['ip6']);
    const nibbles = '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2';
    scene.names.set(`${nibbles}.six.example`, { values: ['127.0.0.3'] });
    await watch(['2001:DB8::1', IP]);
    await scene.check();
    expect((await answerOf(scene, '2001:db8::1', id)).answer?.state).toBe('listed');
    // It keeps no IPv4: nothing of it is told.
    expect(scene.server.asked.some(({ name }) => name === `${NAME}.six.example`)).toBe(false);
  });
});

describe('a list that fails its own test points', () => {
  it.each([
    ['answers everything', { values: ['127.0.0.2'] }, 'refused', 'lists_all'],
    ['is rewritten to advertising', { values: ['203.0.113.80'] }, 'refused', 'rewritten'],
    ['refuses this resolver', { values: ['127.255.255.254'] }, 'refused', 'public_resolver'],
    ['is gone', { rcode: 'servfail' }, 'no_answer', 'servfail'],
  ] as const)('since it %s, is not asked about anybody', async (_, reply, state, why) => {
    const id = await addList(scene, 'dead.example');
    scene.names.delete('2.0.0.127.dead.example');
    scene.fallback = () => reply;
    await watch();
    expect(await scene.check()).toMatchObject({ outcome: 'done', counts: { listed: 0, not_listed: 0 } });
    expect((await answerOf(scene, IP, id)).answer).toMatchObject({ state, why });
    expect((await answerOf(scene, IP, id)).list.test?.why).toBe(why);
    expect(scene.server.asked.some(({ name }) => name.startsWith(NAME))).toBe(false);
  });

  it('since it lists nothing, not even its test point, never says that an address is clean', async () => {
    const id = await addList(scene, 'empty.example');
    scene.names.clear();
    await watch();
    await scene.check();
    expect((await answerOf(scene, IP, id)).answer).toMatchObject({ state: 'no_answer', why: 'lists_nothing' });
  });
});

describe('a list of domains', () => {
  it('is asked for the domains of clients, and for no address', async () => {
    const packId = await makePack(scene.test);
    const account = {
      packId,
      login: 'durand',
      mainDomain: 'durand.example',
      otherDomains: ['кедр.example'],
      plan: '',
      orderedOn: null,
      status: 'active' as const,
    };
    await clientsHandlers(scene.test.core).create(
      { number: '1', company: 'Durand', language: 'fr', note: '', timeZone: '', contacts: [{ role: 'owner', email: 'a@durand.example' }], accounts: [account] },
      CALL,
    );
    const id = await addList(scene, 'dom.example', ['domain']);
    scene.names.set('durand.example.dom.example', { values: ['127.0.0.2'] });
    await watch();
    expect(await scene.check()).toMatchObject({ counts: { listed: 1, not_listed: 1 } });
    expect(scene.server.asked.map(({ name }) => name)).toContain(`${domainToASCII('кедр.example')}.dom.example`);
    const { rows } = await scene.handlers.domains({ offset: 0, limit: 10, search: '', show: 'all' }, CALL);
    expect(rows[0]).toMatchObject({ domain: 'durand.example', clientName: 'Durand', answers: [{ listId: id, state: 'listed' }] });
    expect(await answerOf(scene, 'durand.example', id)).toMatchObject({ route: { to: 'client' } });
  });

  it('that says it was asked for an address did not say that it is listed', async () => {
    await scene.handlers.setList({ id: 'spamhaus-dbl', enabled: true }, CALL);
    scene.names.set('dbltest.com.dbl.spamhaus.org', { values: ['127.0.1.255'] });
    const packId = await makePack(scene.test);
    const account = { packId, login: 'durand', mainDomain: 'durand.example', otherDomains: [], plan: '', orderedOn: null, status: 'active' as const };
    await clientsHandlers(scene.test.core).create(
      { number: '1', company: 'Durand', language: 'fr', note: '', timeZone: '', contacts: [{ role: 'owner', email: 'a@durand.example' }], accounts: [account] },
      CALL,
    );
    await scene.check();
    expect((await answerOf(scene, 'durand.example', 'spamhaus-dbl')).answer).toMatchObject({ state: 'refused', why: 'wrong_subject' });
  });
});

describe('a check', () => {
  it('asks nothing before somebody agreed that addresses are disclosed', async () => {
    await addList(scene, 'bl.example');
    await watch();
    await scene.handlers.agree({ agreed: false }, CALL);
    await expect(scene.check()).rejects.toMatchObject({ code: 'blocklists_not_agreed' });
    expect(scene.server.asked).toEqual([]);
  });

  it('leaves a list alone that fails again and again, and tells of the rest that nobody knows', async () => {
    const id = await addList(scene, 'tired.example');
    scene.fallback = (name) => (name === '1.0.0.127.tired.example' ? undefined : { rcode: 'servfail' });
    const ips = Array.from({ length: 60 }, (_, index) => `198.51.100.${index + 1}`);
    await watch(ips);
    expect(await scene.check()).toMatchObject({ counts: { no_answer: 60 } });
    const names = new Set(scene.server.asked.map(({ name }) => name));
    expect(names.size).toBeLessThan(2 + 8 + 4);
    expect((await answerOf(scene, '198.51.100.60', id)).answer).toMatchObject({ state: 'no_answer', why: 'gave_up' });
  });

  it('stops asking a list that says that it is too much', async () => {
    const id = await addList(scene, 'busy.example');
    scene.fallback = (name) => (name === '1.0.0.127.busy.example' ? undefined : { values: ['127.255.255.255'] });
    await watch(Array.from({ length: 60 }, (_, index) => `198.51.100.${index + 1}`));
    await scene.check();
    expect(new Set(scene.server.asked.map(({ name }) => name)).size).toBeLessThan(8);
    expect((await answerOf(scene, '198.51.100.60', id)).answer).toMatchObject({ state: 'refused', why: 'too_many' });
  });

  it('asks one list at most four questions at a time', async () => {
    await addList(scene, 'bl.example');
    scene.fallback = () => ({ rcode: 'nxdomain', delayMs: 20 });
    await watch(Array.from({ length: 40 }, (_, index) => `198.51.100.${index + 1}`));
    await scene.check();
    expect(scene.server.mostAtOnce()).toBeLessThanOrEqual(4);
  });

  it('that is cancelled keeps what was answered, and says of the rest what it was', async () => {
    const quick = await addList(scene, 'quick.example');
    const slow = await addList(scene, 'slow.example');
    scene.fallback = (name) => (name === `${NAME}.slow.example` ? { silent: true } : undefined);
    await watch();
    const leave = new AbortController();
    const stream = scene.handlers.check({}, { signal: leave.signal });
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const step of stream) {
          if (step.kind !== 'progress') continue;
          seen.push(step.done);
          if (step.done === 1) leave.abort();
        }
      })(),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([0, 1]);
    expect((await answerOf(scene, IP, quick)).answer?.state).toBe('not_listed');
    expect((await answerOf(scene, IP, slow)).answer).toBeNull();
    expect((await scene.handlers.overview({}, CALL)).lastRun).toMatchObject({ outcome: 'cancelled' });
  });

  it('discloses nothing more once the agreement is taken back', async () => {
    const id = await addList(scene, 'slow.example');
    let answer = (): void => {};
    const reached = new Promise<void>((resolve) => {
      answer = resolve;
    });
    scene.fallback = (name) => {
      if (name === '1.0.0.127.slow.example') return undefined;
      answer();
      return { silent: true };
    };
    const ips = Array.from({ length: 60 }, (_, index) => `198.51.100.${index + 1}`);
    await watch(ips);
    const running = scene.check();
    const ended = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await reached;
    await scene.handlers.agree({ agreed: false }, CALL);
    await ended;
    expect(new Set(scene.server.asked.map(({ name }) => name)).size).toBeLessThanOrEqual(2 + 4);
    expect((await answerOf(scene, '198.51.100.60', id)).answer).toBeNull();
    expect((await scene.handlers.overview({}, CALL)).lastRun).toMatchObject({ outcome: 'cancelled' });
  });

  it('runs alone', async () => {
    await addList(scene, 'bl.example');
    await watch();
    const first = scene.handlers.check({}, CALL);
    await first.next();
    await expect(scene.check()).rejects.toMatchObject({ code: 'blocklists_busy' });
    for await (const _ of first);
    expect(await scene.check()).toMatchObject({ outcome: 'done' });
  });
});

describe('the key of a list', () => {
  it('is part of the name that is asked for, and of nothing that is shown or kept in the database', async () => {
    await scene.handlers.setList({ id: 'abusix', enabled: true, key: 'S3cretKey42' }, CALL);
    scene.names.set('2.0.0.127.s3cretkey42.combined.mail.abusix.zone', { values: ['127.0.0.2'] });
    await watch();
    await scene.check();
    expect(scene.server.asked.map(({ name }) => name)).toContain(`${NAME}.s3cretkey42.combined.mail.abusix.zone`);
    const detail = await answerOf(scene, IP, 'abusix');
    expect(detail).toMatchObject({ answer: { state: 'not_listed' }, question: `${NAME}.{key}.combined.mail.abusix.zone`, list: { keySet: true } });
    expect(
      JSON.stringify([detail, await scene.handlers.catalogue({}, CALL), await scene.test.core.db.read.selectFrom('setting').selectAll().execute()]),
    ).not.toMatch(/s3cretkey/i);
    await scene.handlers.setList({ id: 'abusix', key: '' }, CALL);
    const before = scene.server.asked.length;
    await scene.check();
    expect(scene.server.asked.length).toBe(before);
  });
});
