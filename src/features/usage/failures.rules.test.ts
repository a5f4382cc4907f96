import { describe, expect, it } from 'vitest';
import type { PanelMessage } from '../../connectors/connector.ts';
import { classifyText, FailureTally, withoutPeople } from './failures.rules.ts';

const message = (given: Partial<PanelMessage> = {}): PanelMessage => ({
  id: 'a',
  messageId: 'm',
  at: 1000,
  sentAt: 1000,
  login: 'anna',
  domain: 'anna.example',
  sender: 'news@anna.example',
  recipient: 'john.doe@far.example',
  outcome: 'failed',
  remote: true,
  text: '550 5.1.1 User unknown',
  sizeBytes: null,
  ...given,
});

describe('failures of a day', () => {
  it('are counted once a try, by account, class and target', () => {
    const tally = new FailureTally(new Map([['anna', 7]]));
    for (const id of ['a', 'b', 'a']) tally.add(message({ id }));
    tally.add(message({ id: 'c', text: 'Domain anna.example has exceeded the max emails per hour (51/50 (102%)) allowed.  Message discarded.' }));
    tally.add(message({ id: 'd', login: 'stranger' }));
    tally.add(message({ id: 'e', outcome: 'deferred' }));
    expect(tally.total).toBe(3);
    expect(tally.counts()).toEqual([
      { hostedId: 7, class: 'permanent', target: 'address', count: 2 },
      { hostedId: 7, class: 'blocked', target: 'host-limit', count: 1 },
    ]);
  });

  it('keep a few texts of each kind', () => {
    const tally = new FailureTally(new Map([['anna', 7]]));
    for (let index = 0; index < 50; index++) tally.add(message({ id: String(index) }));
    expect(tally.samples()).toHaveLength(3);
  });
});

describe('a text that is kept', () => {
  it.each([
    ['SMTP error from remote mail server after RCPT TO:<john.doe@far.example>: 550 5.1.1 <john.doe@far.example>: no such user', 'john'],
    ['550 user john.doe unknown', 'john'],
    ["550 5.7.1 'JOHN.DOE@FAR.EXAMPLE' rejected for news@anna.example", 'JOHN'],
    ['550 Иван@почта.example нет', 'Иван'],
  ])('names nobody: %s', (text, part) => {
    expect(withoutPeople(message({ text }))).not.toContain(part);
  });

  it('says to what the answer came, as Exim notes it', () => {
    expect(classifyText('SMTP error from remote mail server after RCPT TO:<a@b.example>: host mx [1.2.3.4]: 550 no such user')).toMatchObject({
      target: 'address',
    });
  });
});
