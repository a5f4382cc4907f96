import { expect, it } from 'vitest';
import { whatOf } from './case-what.ts';

it('words what happened with the name of what it happened to, and says where nobody knows one', () => {
  const account = { kind: 'suspension', scope: 'account', stopped: 'mail', name: '' } as const;
  expect(whatOf(account)).toEqual({ key: 'account_mail', values: {}, isNameless: true });
  expect(whatOf({ ...account, name: 'alpha' })).toEqual({ key: 'account_mail_named', values: { name: 'alpha' }, isNameless: false });
  expect(whatOf({ ...account, scope: 'pack' })).toEqual({ key: 'pack_mail', values: {}, isNameless: false });
  expect(whatOf({ kind: 'blocked_object', object: 'account', name: 'a@b.example' })).toMatchObject({ key: 'sending_named' });
  expect(whatOf({ kind: 'port_25', server: '' })).toMatchObject({ key: 'port_25', isNameless: true });
});
