import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { HostMail } from '../../src/contract/host-mails.ts';
import { hostMailsHandlers } from '../../src/features/host-mails/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

let test: TestCore;
let read: (text: string) => Promise<HostMail>;

beforeAll(async () => {
  test = openTestCore({ mail: nodemailerFormat }, new FakeClock(Date.UTC(2026, 10, 20, 12), 'UTC'));
  const of = hostMailsHandlers(test.core);
  read = async (text) => HostMail.parse(await of.read({ source: { text } }, { signal: undefined }));
  await readList(test, await makePack(test), [panelAccount('alpha'), panelAccount('beta')]);
});
afterAll(() => test.close());

const wordsOf = ({ concerned }: HostMail) => concerned.map(({ word }) => word);

describe('a line of a form that says how something stands', () => {
  it.each([
    ['IP address: 203.0.113.7\nStatus: blocked\nReason: spam', { kind: 'blocked_object', object: 'ip', name: '203.0.113.7' }],
    ['Adresse IP : 203.0.113.7\nÉtat : bloqué', { kind: 'blocked_object', object: 'ip', name: '203.0.113.7' }],
    ['IP-адрес: 203.0.113.7\nСтатус: заблокирован', { kind: 'blocked_object', object: 'ip', name: '203.0.113.7' }],
    ['Mailbox: info@alpha.example\nStatus: suspended', { kind: 'blocked_object', object: 'account', name: 'info@alpha.example' }],
    ['Service: SMTP (port 25)\nServer: vps1.example\nStatus: blocked', { kind: 'port_25', server: 'vps1.example' }],
    ['Script: /home/alpha/public_html/x.php\nStatus: disabled', { kind: 'blocked_object', object: 'script', name: '/home/alpha/public_html/x.php' }],
    ['Account: alpha\nIP: 203.0.113.7\nStatus: suspended', { kind: 'suspension', scope: 'account', name: 'alpha' }],
  ])('is about what the form begins with: %s', async (text, subject) => {
    expect((await read(text)).subject).toMatchObject(subject);
  });

  it.each([
    'Account: alpha\nStatus: active\n\nAccount: beta\nStatus: suspended\nReason: spam',
    'Compte : alpha\nDomaine : alpha.example\nStatut : actif\n\nCompte : beta\nStatut : suspendu',
    'Аккаунт: alpha\nСтатус: не заблокирован\n\nАккаунт: beta\nСтатус: заблокирован',
  ])('names nobody who stands otherwise: %s', async (text) => {
    expect(wordsOf(await read(text))).toEqual(['beta']);
  });
});

it.each([
  'Ticket: 4711\nStatus: Blocked by customer',
  'Two-factor authentication\nStatus: disabled\n\nYour account alpha is fine.',
  'Backup service status: disabled',
])('says nothing where nobody knows of what: %s', async (text) => {
  expect((await read(text)).kind).toBeNull();
});

it.each(['Account status: suspended', 'Statut du compte : suspendu', 'Статус аккаунта: приостановлен', 'Hosting: alpha\nStatus: suspended'])(
  'says it of an account, and gives no reason: %s',
  async (text) => {
    expect(await read(text)).toMatchObject({ topic: 'suspended_account', subject: { reason: '' }, gaps: expect.arrayContaining(['reason']) });
  },
);

it('names everybody whom a sentence of its own says to be suspended', async () => {
  const { concerned } = await read('We have suspended the account alpha for spam. The account beta has been suspended as well.');
  expect(concerned.map(({ word, subject }) => [word, subject !== null && 'reason' in subject && subject.reason])).toEqual([
    ['alpha', 'spam'],
    ['beta', ''],
  ]);
});

describe('the reason of one account of several', () => {
  it.each([
    'Account: alpha\nStatus: suspended\nReason: phishing page\n\nAccount: beta\nStatus: suspended',
    'The following accounts have been suspended:\n- alpha: phishing page\n- beta',
    'The following accounts have been suspended:\n- alpha\n- beta\n\nReason: phishing page on www.alpha.example',
    'Your accounts "alpha" and "beta" have been suspended because alpha.example sent spam.',
    'Your accounts "alpha" and "beta" have been suspended.',
    'Vos comptes « alpha » et « beta » ont été suspendus.',
    'Ваши аккаунты alpha, beta и gamma заблокированы.',
  ])('is not what is said of another: %s', async (text) => {
    const { concerned } = await read(text);
    const beta = concerned.find(({ word }) => word === 'beta')?.subject;
    expect(beta).toMatchObject({ kind: 'suspension', reason: '' });
  });

  it('is the one of all where it names none of them', async () => {
    const { concerned } = await read('The following accounts have been suspended:\n- alpha\n- beta\n\nReason: outdated scripts');
    expect(concerned.map(({ subject }) => subject !== null && 'reason' in subject && subject.reason)).toEqual(['outdated scripts', 'outdated scripts']);
  });
});
