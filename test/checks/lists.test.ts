import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { MailCheck } from '../../src/contract/checks.ts';
import { checksHandlers } from '../../src/features/checks/index.ts';
import { result } from '../../src/features/system/demo/story.ts';
import { addList, CALL, openScene, type Scene } from '../blocklists/lists.ts';
import type { DnsReply } from '../support/dns-server.ts';
import { corpus } from './corpus.ts';

/** From contact@lilas.example, sent by 192.0.2.10. */
const MAIL = new TextDecoder().decode(corpus().find(({ name }) => name === 'fine-fr')?.eml);
const [ADDRESS, DOMAIN] = ['10.2.0.192', 'lilas.example'];
let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

/** What R01 says of the mail. */
async function said({ names = true, text = MAIL } = {}): Promise<string[]> {
  const { mail } = checksHandlers({ ...scene.test.core, mail: nodemailerFormat });
  const check = await result(mail({ source: { text }, names, bulk: false, countries: [], domains: [] }, CALL));
  return MailCheck.parse(check).findings.flatMap(({ id, outcome, found, scope, facts }) =>
    id === 'R01' ? [[outcome, found, scope, facts.list ?? ''].join(' ').trim()] : [],
  );
}

async function answered(reply: DnsReply | undefined, zone = 'bl.example'): Promise<void> {
  await addList(scene, zone);
  if (reply !== undefined) scene.names.set(`${ADDRESS}.${zone}`, reply);
}

describe('block lists in the check of a mail', () => {
  it('say that the server is listed, which is the host’s to mend, or the domain, which is the client’s', async () => {
    await answered({ values: ['127.0.0.2'] });
    expect(await said()).toEqual(['fail R01.listed host bl.example']);
    await addList(scene, 'dbl.example', ['domain']);
    scene.names.set(`${DOMAIN}.dbl.example`, { values: ['127.0.0.2'] });
    expect(await said()).toEqual(['fail R01.listed host bl.example', 'fail R01.listedDomain client dbl.example']);
  });

  it('keep the rule where each of them was asked and says no', async () => {
    await answered(undefined);
    await answered(undefined, 'two.example');
    expect(await said()).toEqual(['pass R01.ok client']);
  });

  it.each<[string, DnsReply]>([
    ['refuses', { rcode: 'refused' }],
    ['takes this for a public resolver', { values: ['127.255.255.254'] }],
    ['is rewritten to a page', { values: ['203.0.113.80'] }],
    ['is silent', { silent: true }],
  ])('are no all-clear where one of them %s', async (_, reply) => {
    await answered(undefined);
    await answered(reply, 'two.example');
    expect(await said()).toEqual(['unknown R01.part client']);
  });

  it('say nothing where one lists everything, or nothing at all', async () => {
    await answered(undefined);
    scene.names.clear();
    expect(await said()).toEqual(['unknown R01.part client']);
    scene.fallback = () => ({ values: ['127.0.0.2'] });
    expect(await said()).toEqual(['unknown R01.part client']);
  });

  it('are asked only by whoever wants it and agreed to it', async () => {
    await answered({ values: ['127.0.0.2'] });
    expect(await said({ names: false })).toEqual(['unknown R01.ask client']);
    await scene.handlers.agree({ agreed: false }, CALL);
    expect(await said()).toEqual(['unknown R01.notAgreed client']);
    expect(scene.server.asked.filter(({ name }) => name.endsWith('bl.example'))).toEqual([]);
  });

  it('are asked for no domain where that was switched off, nor for anything where nothing is known', async () => {
    await addList(scene, 'dbl.example', ['domain']);
    await scene.handlers.setSettings({ domains: false }, CALL);
    expect(await said()).toEqual(['unknown R01.noList client']);
    expect(scene.server.asked.filter(({ name }) => name.endsWith('dbl.example'))).toEqual([]);
  });
});
