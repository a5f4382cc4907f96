import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { mayOpen } from '../../electron/security/external-links.ts';
import { isTrustedSender } from '../../electron/security/ipc-sender.ts';
import { isOwnUrl } from '../../electron/security/origin.ts';
import { mayUse } from '../../electron/security/permissions.ts';
import { mayRequest } from '../../electron/security/requests.ts';
import { serveFolder } from '../../electron/security/serve.ts';

const outside = mkdtempSync(join(tmpdir(), 'sendward-serve-'));
const root = join(outside, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(root, 'index.html'), '<!doctype html>');
writeFileSync(join(root, 'assets', 'a b.js'), 'export {}');
writeFileSync(join(root, 'notes.txt'), 'private');
writeFileSync(join(outside, 'secret.json'), '{"secret":true}');
mkdirSync(join(outside, 'renderer-beside'));
writeFileSync(join(outside, 'renderer-beside', 'x.js'), 'secret');
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const serve = serveFolder(root);
const get = (url: string, more: { method?: string; initiatorOrigin?: string | null } = {}) => serve({ url, method: 'GET', ...more });

describe('the files of the page', () => {
  it('are answered with their type and every security header', async () => {
    const response = await get('app://bundle/assets/a%20b.js', { initiatorOrigin: 'app://bundle' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('export {}');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('begin with index.html, and HEAD has no body', async () => {
    expect((await get('app://bundle/')).status).toBe(200);
    const head = await get('app://bundle/index.html', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    'app://bundle/../secret.json',
    'app://bundle/..%2fsecret.json',
    'app://bundle/%2e%2e%2fsecret.json',
    'app://bundle/..%5csecret.json',
    'app://bundle/assets/..%2f..%2fsecret.json',
    'app://bundle/..%2frenderer-beside/x.js',
    'app://bundle/index.html%00.js',
    'app://bundle/%',
    'app://bundle/notes.txt',
    'app://bundle/assets',
    'app://bundle/missing.js',
    'app://other/index.html',
    'app://user@bundle/index.html',
    'https://bundle/index.html',
    'file:///etc/passwd',
  ])('are not reached by %s', async (url) => {
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('never come from outside the folder, whatever the path', async () => {
    const piece = fc.constantFrom('..', '%2e%2e', '/', '%2f', '%5c', '\\', 'assets', 'secret.json', 'renderer', '.', '%00', '%25', 'x.js', 'renderer-beside');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        expect(await (await get(`app://bundle/${pieces.join('')}`)).text()).not.toContain('secret');
      }),
    );
  });

  it('are refused to other methods and to pages of others', async () => {
    expect((await get('app://bundle/', { method: 'POST' })).status).toBe(405);
    expect((await get('app://bundle/', { initiatorOrigin: 'https://example.com' })).status).toBe(403);
    expect((await get('app://bundle/', { initiatorOrigin: 'null' })).status).toBe(403);
  });
});

describe('what a page may do', () => {
  it('is to ask for its own files and what it made itself', () => {
    const asked = [
      'app://bundle/x.js',
      'blob:app://bundle/1',
      'data:image/png;base64,',
      'devtools://devtools/x',
      'https://example.com',
      'http://127.0.0.1:80',
      'file:///x',
      'ws://x',
      'app://evil/x',
      '',
    ];
    expect(asked.filter((url) => mayRequest(url, false))).toEqual(asked.slice(0, 3));
    expect(asked.filter((url) => mayRequest(url, true))).toEqual(asked.slice(0, 4));
  });

  it('is to put text on the clipboard and nothing else', () => {
    expect(mayUse('clipboard-sanitized-write', 'app://bundle/')).toBe(true);
    expect(mayUse('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    for (const permission of ['media', 'display-capture', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'fileSystem']) {
      expect(mayUse(permission, 'app://bundle/')).toBe(false);
    }
  });

  it.each([
    ['https://example.com/a?b#c', true],
    ['mailto:help@example.com', true],
    ['http://example.com', false],
    ['https://user:pass@example.com', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://host/share', false],
    ['ms-settings:', false],
    ['https://', false],
    [`https://example.com/${'a'.repeat(2048)}`, false],
    ['https://example.com/\0', false],
    ['', false],
  ])('is to open %j outside: %s', (url, allowed) => {
    expect(mayOpen(url)).toBe(allowed);
  });

  it('is to speak to main from its main frame only', () => {
    const frame = { url: 'app://bundle/index.html', detached: false, parent: null };
    expect(isTrustedSender(frame)).toBe(true);
    expect(isTrustedSender(null)).toBe(false);
    expect(isTrustedSender({ ...frame, detached: true })).toBe(false);
    expect(isTrustedSender({ ...frame, parent: {} })).toBe(false);
    expect(isTrustedSender({ ...frame, url: 'https://bundle/index.html' })).toBe(false);
    expect(isOwnUrl('app://bundle.example/')).toBe(false);
  });
});
