import { describe, expect, it } from 'vitest';
import type { PanelAccount } from '../../connectors/connector.ts';
import { classifyReason } from './reason.rules.ts';
import { stateOf } from './state.rules.ts';
import { turnOf } from './turn.rules.ts';

const account = (given: Partial<PanelAccount> = {}): PanelAccount => ({
  login: 'anna',
  birth: '1',
  domain: 'anna.example',
  otherDomains: [],
  emails: [],
  owner: '',
  plan: '',
  createdAt: null,
  own: false,
  suspended: false,
  locked: false,
  outgoingMail: 'open',
  reason: '',
  suspendedAt: null,
  lifter: 'unknown',
  limits: [],
  unlimited: null,
  ...given,
});

describe('the state of an account', () => {
  it.each([
    [{}, 'active'],
    [{ outgoingMail: 'held' }, 'mail_held'],
    [{ outgoingMail: 'suspended' }, 'mail_suspended'],
    [{ suspended: true }, 'suspended'],
    [{ suspended: true, locked: true }, 'locked'],
    [{ suspended: true, locked: null }, 'suspended'],
    [{ suspended: null, outgoingMail: 'held' }, 'mail_held'],
    [{ suspended: false, outgoingMail: null }, 'active'],
    [{ suspended: null, outgoingMail: null, locked: null }, undefined],
    [{ suspended: null, outgoingMail: 'open', locked: null }, undefined],
  ] as const)('%j is %s', (given, state) => {
    expect(stateOf(account(given))?.state).toBe(state);
  });

  it('is lifted by the host where he locked it', () => {
    expect(stateOf(account({ suspended: true, locked: true }))?.lifter).toBe('host');
  });

  it('has no reason while it runs, whatever the panel left there', () => {
    expect(stateOf(account({ reason: 'spam', suspendedAt: 5 }))).toMatchObject({ reason: '', reasonClass: 'not_given', hostSince: null });
  });
});

describe('the class of a reason', () => {
  it.each([
    ['Spamming', 'mail'],
    ['Outgoing spam from contact form', 'mail'],
    ['Envoi massif de courriels', 'mail'],
    ['Hameçonnage signalé', 'mail'],
    ['Рассылка спама', 'mail'],
    ['Массовая почтовая рассылка', 'mail'],
    ['Overdue on Payment', 'payment'],
    ['Facture impayée', 'payment'],
    ['Неоплата счёта', 'payment'],
    ['Задолженность', 'payment'],
    ['billing', 'payment'],
    ['Site piraté', 'security'],
    ['Malware found', 'security'],
    ['Взлом сайта, вредоносный код', 'security'],
    ['user_bandwidth', 'resources'],
    ['Dépassement de la bande passante', 'resources'],
    ['Превышение нагрузки на процессор', 'resources'],
    ['CPU abuse', 'resources'],
    ['Resource abuse', 'resources'],
    ['massive CPU load', 'resources'],
    ['Abuse', 'mail'],
    ['Mass mailing', 'mail'],
    ['Mail limit exceeded', 'mail'],
    ['Unpaid invoice – e-mail billing@host.example', 'payment'],
    ['disk full, see support@mail.host.example', 'resources'],
    ['долгое время', 'other'],
    ['requested by client', 'other'],
    ['', 'not_given'],
    ['   ', 'not_given'],
  ] as const)('%s: %s', (reason, expected) => {
    expect(classifyReason(reason)).toBe(expected);
  });
});

describe('what a panel says against what is kept', () => {
  const kept = { state: 'active', state_origin: 'panel', state_host_since: null, reason: '', lifter: 'unknown' };

  it('changes nothing where it says nothing', () => {
    expect(turnOf(account({ suspended: null, outgoingMail: null, locked: null }), { ...kept, state: 'suspended' })).toMatchObject({
      said: false,
      next: null,
      flip: false,
    });
  });

  it('is a change when the state is another one', () => {
    expect(turnOf(account({ suspended: true, reason: 'spam' }), kept)).toMatchObject({ flip: true, next: { state: 'suspended', reason: 'spam' } });
    expect(turnOf(account(), kept)).toMatchObject({ flip: false, next: null });
  });

  it('remembers one that began again, or got other words', () => {
    const suspended = { ...kept, state: 'suspended', reason: 'spam', state_host_since: 1000 };
    expect(turnOf(account({ suspended: true, reason: 'spam', suspendedAt: 2000 }), suspended).flip).toBe(true);
    expect(turnOf(account({ suspended: true, reason: 'unpaid', suspendedAt: 1000 }), suspended).flip).toBe(true);
    expect(turnOf(account({ suspended: true, reason: 'spam', suspendedAt: 1000 }), suspended)).toMatchObject({ flip: false, next: null });
  });

  it('keeps words that were given once', () => {
    const suspended = { ...kept, state: 'suspended', reason: 'spam', state_host_since: 1000 };
    expect(turnOf(account({ suspended: true }), suspended)).toMatchObject({ flip: false, next: null });
  });

  it('leaves what a person entered where the panel publishes nothing of it', () => {
    const byHand = { ...kept, state: 'mail_held', state_origin: 'hand' };
    expect(turnOf(account({ outgoingMail: null }), byHand)).toMatchObject({ said: false, flip: false });
    expect(turnOf(account({ outgoingMail: 'open' }), byHand)).toMatchObject({ flip: true, next: { state: 'active' } });
    expect(turnOf(account({ suspended: true, outgoingMail: null }), byHand)).toMatchObject({ flip: true, next: { state: 'suspended' } });
  });
});
