import { describe, expect, it } from 'vitest';
import { mailed, pasted, readPutIn, WRITTEN_AT } from '../../../test/support/put-in.ts';

describe('warnings of a mass mailing', () => {
  const template = (words: readonly string[]) => words.join('\n\n');

  it.each([
    [
      'the usual one',
      'Warning: 1000 emails have just been sent by alice',
      template([
        'The alice account has just finished sending 1000 emails.',
        'After some processing of the /etc/virtual/usage/alice.bytes file, it was found that the highest sender was info@alice.example, at 950 emails.',
        'This warning was generated because the 1000 email threshold was hit.',
      ]),
    ],
    ['one cut down', 'Attention: 1 000 e-mails', 'The alice account has just finished sending 1 000 e-mails. Top sender: info@alice.example'],
    ['a French one', 'Avertissement : 1000 e-mails envoyés par alice', 'Le compte alice vient d’envoyer 1000 e-mails.\nExpéditeur : info@alice.example'],
    [
      'a Russian one',
      'Предупреждение: 1000 писем отправлено пользователем alice',
      'Аккаунт alice отправил 1000 писем. Главный отправитель: info@alice.example',
    ],
  ])('are read: %s', (_, subject, text) => {
    const report = readPutIn(mailed(subject, text));
    expect(report).toMatchObject({
      kind: 'panel_warning',
      rows: [{ login: 'alice', domain: 'alice.example', sent: 1000, at: WRITTEN_AT, limit: null, problem: null }],
    });
  });

  it('know a threshold from a limit that was reached', () => {
    const text = 'The 200 email limit for alice has been reached. The top sender is news@alice.example. 200 emails were sent.';
    expect(readPutIn(mailed('Warning: 200 emails have just been sent by alice', text)).rows[0]?.limit).toEqual({
      count: 200,
      seconds: 86_400,
      scope: 'account',
      source: 'observed',
    });
  });

  it('may be pasted with their subject', () => {
    expect(
      readPutIn(pasted('Subject: Warning: 1000 emails have just been sent by alice\n\nThe alice account has just finished sending 1000 emails.')).rows,
    ).toMatchObject([{ login: 'alice', sent: 1000 }]);
  });
});
