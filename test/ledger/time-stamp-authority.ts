import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portOf } from '../support/ports.ts';

/** How the authority behaves: as it should, or in one of the ways that have to be noticed. */
export type Behaviour = 'right' | 'refuses' | 'other_nonce' | 'other_hash' | 'html' | 'http_500' | 'silent' | 'garbage' | 'huge';

export interface Authority {
  readonly url: string;
  readonly certificate: string;
  readonly types: readonly (string | undefined)[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

const CONFIG = `[tsa]
serial = SERIAL
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
crypto_device = builtin
`;

/** A time-stamp authority on this machine: HTTP around \`openssl ts -reply\` with a certificate of its own. */
export async function startAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-tsa-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG.replace('SERIAL', join(folder, 'serial')));
  writeFileSync(join(folder, 'serial'), '01\n');
  const usage = ['-addext', 'extendedKeyUsage=critical,timeStamping', '-addext', 'keyUsage=critical,digitalSignature'];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-subj',
    '/CN=Test TSA',
    '-days',
    '2',
    ...usage,
  );
  const reply = (query: Uint8Array): Buffer => {
    writeFileSync(join(folder, 'query.tsq'), query);
    openssl(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-section',
      'tsa',
      '-queryfile',
      'query.tsq',
      '-inkey',
      'key.pem',
      '-signer',
      'cert.pem',
      '-out',
      'reply.tsr',
    );
    return readFileSync(join(folder, 'reply.tsr'));
  };
  const otherQuery = (...more: readonly string[]): Buffer => {
    openssl('ts', '-query', '-digest', 'ab'.repeat(32), '-sha256', '-cert', ...more, '-out', 'other.tsq');
    return readFileSync(join(folder, 'other.tsq'));
  };
  let behaviour: Behaviour = 'right';
  const types: (string | undefined)[] = [];
  const answers: Readonly<Record<Behaviour, (query: Buffer) => { readonly status?: number; readonly type?: string; readonly body: Buffer | string } | null>> = {
    right: (query) => ({ body: reply(query) }),
    // A query for a digest the authority does not serve is rejected by it.
    refuses: () => {
      openssl('ts', '-query', '-digest', 'ab'.repeat(64), '-sha512', '-out', 'bad.tsq');
      return { body: reply(readFileSync(join(folder, 'bad.tsq'))) };
    },
    other_nonce: (query) => {
      const changed = Buffer.from(query);
      const at = changed.length - 6;
      changed[at] = (changed[at] ?? 0) ^ 1;
      return { body: reply(changed) };
    },
    other_hash: () => ({ body: reply(otherQuery()) }),
    html: () => ({ type: 'text/html', body: '<html>Sign in</html>' }),
    http_500: () => ({ status: 500, body: 'no' }),
    silent: () => null,
    garbage: () => ({ body: 'no der at all' }),
    huge: () => ({ body: Buffer.alloc(1024 * 1024, 0x30) }),
  };
  const server = createServer(async (request, response) => {
    types.push(request.headers['content-type']);
    const answer = answers[behaviour](await bodyOf(request));
    if (answer === null) return;
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/timestamp-reply' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/tsa`,
    certificate: join(folder, 'cert.pem'),
    types,
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
