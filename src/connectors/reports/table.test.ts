import { describe, expect, it } from 'vitest';
import { pasted, readPutIn } from '../../../test/support/put-in.ts';
import type { ReportSource } from '../connector.ts';

const rowsOf = (from: ReportSource) => readPutIn(from).rows.map(({ login, domain, sent, problem }) => ({ login, domain, sent, problem }));

describe('tables of a panel', () => {
  const alpha = { login: 'alpha', domain: 'alpha.example', sent: 1240, delivered: 1200, deferred: 30, failed: 10, problem: null };
  const beta = { login: 'beta', domain: 'beta.example', sent: 0, delivered: null, deferred: 0, failed: 0, problem: null };

  it.each([
    ['commas and English titles', 'User,Domain,Sent,Delivered,Deferred,Failed\nalpha,alpha.example,"1,240","1,200",30,10\nbeta,beta.example,0,-,0,0\n'],
    [
      'semicolons and French titles',
      'Utilisateur;Domaine;Messages envoyés;Distribués;Différés;Échecs\r\nalpha;alpha.example;1 240;1 200,00;30;10\r\nbeta;beta.example;0;—;0;0\r\n',
    ],
    [
      'tabs and Russian titles',
      'Пользователь\tДомен\tОтправлено писем\tДоставлено\tОтложено\tОшибки\nalpha\talpha.example\t1\u00A0240\t1.200\t30\t10 (0,8 %)\nbeta\tbeta.example\t0\tнет\t0\t0\n',
    ],
    [
      'nothing but room',
      'Username   Domain         Emails sent  Delivered  Deferred  Failed\nalpha      alpha.example  1240         1200       30        10\nbeta       beta.example   0            -          0         0\n',
    ],
  ])('are read with %s', (_, text) => {
    const report = readPutIn(pasted(text));
    expect(report).toMatchObject({ kind: 'panel_table', days: [], rows: [alpha, beta] });
    expect(report.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(report.excerpt).toContain('alpha.example');
  });

  it('are read from a sheet with titles further down, and their day from above them', () => {
    const cells = [
      ['Rapport d’envoi'],
      ['Période : 19/11/2026', '', ''],
      [],
      ['Compte', 'Envois', 'Limite horaire'],
      ['alpha.example', '1240', '200'],
      ['beta', '', 'illimité'],
    ];
    expect(readPutIn(pasted('', { cells }))).toMatchObject({
      kind: 'panel_table',
      days: ['2026-11-19'],
      rows: [
        { line: 5, login: '', domain: 'alpha.example', sent: 1240, day: '2026-11-19', limit: { count: 200, seconds: 3600, scope: 'account', source: 'set' } },
        { line: 6, login: 'beta', sent: null, limit: null, problem: null },
      ],
    });
  });

  it('leave out the row of sums, in words or without a name, and nobody else', () => {
    const titles = 'User;Domain;Sent\n';
    const two = 'alpha;alpha.example;40\nbeta;;2\n';
    for (const sums of ['Total;;42', 'Всего:;;42', 'Total général;;42', ';;42', 'TOTAL (2 comptes);;42'])
      expect(rowsOf(pasted(`${titles}${two}${sums}\n`)).map(({ login }) => login)).toEqual(['alpha', 'beta']);
    expect(rowsOf(pasted(`${titles}${two};;41\n`)).at(-1)).toEqual({ login: '', domain: '', sent: 41, problem: 'no_account' });
    for (const sums of ['Total;42', 'Всего:;42', 'Total général;42', ';42', 'TOTAL (2 comptes);42'])
      expect(rowsOf(pasted(`Domain;Sent\nalpha.example;40\nbeta.example;2\n${sums}\n`)).map(({ domain }) => domain)).toEqual(['alpha.example', 'beta.example']);
    expect(rowsOf(pasted('Domain;Sent\ntotal.example;7\n'))).toMatchObject([{ domain: 'total.example', sent: 7 }]);
    expect(rowsOf(pasted(`${titles}total;total.example;7\n`))).toEqual([{ login: 'total', domain: 'total.example', sent: 7, problem: null }]);
  });

  it('say of what is no number that it is none, never 0', () => {
    const rows = rowsOf(pasted('User;Sent\na1;12a\na2;-5\na3;1,5\na4;\na5;1.2K\na6;n/a\n'));
    expect(rows.map(({ sent, problem }) => [sent, problem])).toEqual([
      [null, 'not_a_number'],
      [null, 'not_a_number'],
      [null, 'not_a_number'],
      [null, null],
      [null, 'not_a_number'],
      [null, null],
    ]);
  });

  it('give a limit the time its title or its panel has, and none where that is not known', () => {
    const limitIn = (titles: string, cells: string, changes: Partial<ReportSource> = {}) =>
      readPutIn(pasted(`${titles}\n${cells}\n`, changes)).rows[0]?.limit ?? null;
    expect(limitIn('User;Sent;Limit', 'a;1;500')).toBeNull();
    expect(limitIn('User;Sent;Limit', 'a;1;500', { kind: 'directadmin' })).toMatchObject({ count: 500, seconds: 86_400, scope: 'account' });
    expect(limitIn('User;Sent;Limit', 'a;1;500', { kind: 'whm' })).toMatchObject({ count: 500, seconds: 3600, scope: 'domain' });
    expect(limitIn('Логин;Отправлено;Лимит в сутки', 'a;1;1 000')).toMatchObject({ count: 1000, seconds: 86_400 });
    expect(limitIn('User;Sent today', 'a;812 / 1000', { kind: 'directadmin' })).toMatchObject({ count: 1000, seconds: 86_400 });
    expect(rowsOf(pasted('User;Sent today\na;812 / 1000\nb;3 / unlimited\n')).map(({ sent }) => sent)).toEqual([812, 3]);
  });

  it.each([
    ['sent-2026-11-19.csv', 'User;Sent', '2026-11-19'],
    ['', 'Report for 19 November 2026\nUser;Sent', '2026-11-19'],
    ['', 'Rapport du 19 novembre 2026\nUtilisateur;Envoyés', '2026-11-19'],
    ['', 'Отчёт за 19 ноября 2026 г.\nЛогин;Отправлено', '2026-11-19'],
    ['', 'Отчёт за 05.11.2026\nЛогин;Отправлено', '2026-11-05'],
    ['', 'Jour 05/11/2026\nUtilisateur;Envoyés', '2026-11-05'],
    ['', 'Nov 19, 2026\nUser;Sent', '2026-11-19'],
    ['', '11/19/2026\nUser;Sent', '2026-11-19'],
    // May the 11th, or November the 5th: nobody knows.
    ['', '11/05/2026\nUser;Sent', null],
    ['', '31.02.2026\nЛогин;Отправлено', null],
  ])('know their day: %s %s', (name, above, day) => {
    const { days, rows } = readPutIn(pasted(`${above}\na;1\n`, { name }));
    expect([days, rows[0]?.day]).toEqual(day === null ? [[], null] : [[day], day]);
  });

  it('of several days say so, row by row where they do', () => {
    const { days, rows } = readPutIn(pasted('Date;User;Sent\n2026-11-19;a;1\n2026-11-18;a;2\n;b;3\n'));
    expect([days, rows.map(({ day }) => day)]).toEqual([
      ['2026-11-18', '2026-11-19'],
      ['2026-11-19', '2026-11-18', null],
    ]);
    const week = readPutIn(pasted('From 2026-11-13 to 2026-11-19\nUser;Sent\na;1\n'));
    expect([week.days, week.rows[0]?.day]).toEqual([['2026-11-13', '2026-11-19'], null]);
  });

  it('name accounts by mailboxes and by domains where that is all there is', () => {
    expect(rowsOf(pasted('Account;Sent\ninfo@alpha.example;5\nwww.beta.example;6\ngamma;7\n<b>x</b>;8\n'))).toEqual([
      { login: '', domain: 'alpha.example', sent: 5, problem: null },
      { login: '', domain: 'www.beta.example', sent: 6, problem: null },
      { login: 'gamma', domain: '', sent: 7, problem: null },
      { login: 'x', domain: '', sent: 8, problem: null },
    ]);
  });

  it('keep the place of a row below cells of several lines', () => {
    expect(readPutIn(pasted('User;Sent\n"alpha";1\n"be\nta";2\ngamma;3\n')).rows.map(({ line }) => line)).toEqual([2, 3, 5]);
  });
});
