import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort, greeted, portOf } from './ports.ts';

const pem = (name: string): string => new URL(`tls/${name}.pem`, import.meta.url).pathname;

export interface Dovecot {
  /** Plain, with STARTTLS. */
  readonly port: number;
  /** TLS from the first byte. */
  readonly tlsPort: number;
  readonly user: string;
  readonly password: string;
  /** Puts a mail into a folder; returns its UID. */
  deliver(eml: string | Uint8Array, folder?: string): Promise<number>;
  /** Deletes a folder and makes it again: its messages are numbered anew. */
  renumber(folder: string): Promise<void>;
  createFolder(folder: string): Promise<void>;
  /** Flags of every message, in order; \\Recent, which a server keeps by itself, left out. */
  flags(folder?: string): Promise<string[][]>;
  close(): Promise<void>;
}

const USER = 'aide@atelier-horizon.example';
const PASSWORD = 'parole-secrète';

/** A real Dovecot of its own on 127.0.0.1: one user, one password, certificates of the tests' authority. */
export async function startDovecot(user = USER): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-dovecot-'));
  // Its processes give root up.
  chmodSync(folder, 0o755);
  const root = userInfo().uid === 0;
  const owner = root ? 'dovecot' : userInfo().username;
  const mail = join(folder, 'mail');
  mkdirSync(mail);
  if (root) execFileSync('chown', ['dovecot', mail]);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration({ folder, mail, owner, port, tlsPort }));
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', file], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await greeted(port, { otherwise: 'Dovecot did not start (is dovecot-imapd installed?)' });

  const ask = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: PASSWORD }, logger: false });
    client.on('error', () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    port,
    tlsPort,
    user,
    password: PASSWORD,
    deliver: (eml, into = 'INBOX') =>
      ask(async (client) => {
        const added = await client.append(into, typeof eml === 'string' ? Buffer.from(eml) : Buffer.from(eml));
        return added === false ? 0 : (added.uid ?? 0);
      }),
    renumber: (name) =>
      ask(async (client) => {
        await client.mailboxDelete(name);
        // The new validity is a time in seconds.
        await new Promise((resolve) => setTimeout(resolve, 1100));
        await client.mailboxCreate(name);
      }),
    createFolder: (name) =>
      ask(async (client) => {
        await client.mailboxCreate(name);
      }),
    flags: (name = 'INBOX') =>
      ask(async (client) => {
        await client.mailboxOpen(name, { readOnly: true });
        return (await client.fetchAll('1:*', { flags: true })).map((message) => [...(message.flags ?? [])].filter((flag) => flag !== '\\Recent'));
      }),
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(given: {
  readonly folder: string;
  readonly mail: string;
  readonly owner: string;
  readonly port: number;
  readonly tlsPort: number;
}): string {
  const { folder, mail, owner, port, tlsPort } = given;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${pem('server')}
ssl_key = <${pem('server-key')}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = ${owner}
default_login_user = ${owner}
default_internal_group = ${execFileSync('id', ['-gn', owner], { encoding: 'utf8' }).trim()}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mail}/%u
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner} gid=${execFileSync('id', ['-gn', owner], { encoding: 'utf8' }).trim()} home=${mail}/home/%u
}
service anvil {
  chroot =
  # One wrong password must not slow down the next right one.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service stats {
  chroot =
}
`;
}

export interface Wire {
  readonly port: number;
  /** Cuts every connection after so many bytes from the server; null lets everything through. */
  cutAfter: (bytes: number | null) => void;
  close(): Promise<void>;
}

/** A wire between client and server that can be cut. */
export async function startWire(to: number, host = '127.0.0.1'): Promise<Wire> {
  let limit: number | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    let passed = 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      passed += chunk.length;
      if (limit !== null && passed > limit) client.destroy();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: portOf(server.address()),
    cutAfter: (bytes) => {
      limit = bytes;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
