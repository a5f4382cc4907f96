import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { read } from '../../src/connectors/whm/calls.ts';
import { fixture, recordedReply } from './stand-ins/canned.ts';

/** What comes of each recorded answer before its rows are looked at: the keys of its payload, whether it was cut, or the failure it is. */
const READ: Readonly<Record<string, unknown>> = {
  'r01-emailtrack_user_stats-mixed': { data: ['records'], overflowed: false },
  'r02-emailtrack_user_stats-limits-reached': { data: ['records'], overflowed: false },
  'r03-emailtrack_stats-string-counts': { data: ['records'], overflowed: false },
  'r04-emailtrack_search-policy-failure': { data: ['records'], overflowed: false },
  'r05-emailtrack_search-local-success': { data: ['records'], overflowed: false },
  'r06-api2-emailtrack-search-empty': { data: [], overflowed: false },
  'r07-api2-emailtrack-stats-string-counts': { data: ['0'], overflowed: false },
  'r08-listaccts-old-server': { data: ['acct'], overflowed: false },
  'r09-accountsummary-v0-all-strings': { data: ['acct', 'status', 'statusmsg'], overflowed: false },
  'r10-listaccts-suspendtime-set-while-active': 'panel_unreadable',
  'r11-listsuspended': { data: ['account'], overflowed: false },
  'r12-http-403-access-denied': 'panel_auth_refused',
  'r13-http-200-legacy-envelope-version': { data: ['version'], overflowed: false },
  'r14-http-200-html-instead-of-json': 'panel_not_an_api',
  'r15-permission-denied-reseller': 'panel_privilege_missing',
  's01-listaccts-11.138-states': { data: ['acct'], overflowed: false },
  's02-emailtrack_search-lifecycle': { data: ['records'], overflowed: false },
  's03-emailtrack_search-overflowed': { data: ['records'], overflowed: true },
  's04-empty-records': { data: ['records'], overflowed: false },
  's05-listaccts-page-1-of-2': { data: ['acct'], overflowed: false },
  's06-listaccts-page-2-of-2': { data: ['acct'], overflowed: false },
};

it('knows what every recorded answer is, by its shape', () => {
  const names = readdirSync(new URL('../fixtures/panels/whm', import.meta.url)).map((name) => name.replace('.json', ''));
  expect(Object.fromEntries(names.map((name) => [name, readOf(name)]))).toEqual(READ);
});

function readOf(name: string): unknown {
  const path = `whm/${name}.json`;
  const { status = 200, headers = {}, body } = /http-\d/.test(name) ? recordedReply(path) : { body: fixture(path) };
  try {
    const { data, overflowed } = read('listaccts', { status, headers, text: body });
    return { data: Object.keys(typeof data === 'object' && data !== null ? data : {}), overflowed };
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
