import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { portOf } from './ports.ts';

const pem = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), 'utf8');

/** The authority whose certificate the honest server shows; a client that does not know it must refuse. */
export const TEST_CA = pem('ca');

/** What the server does with the next message instead of taking it. */
export type Misbehaviour =
  | { readonly at: 'connect' | 'mail' | 'rcpt' | 'data'; readonly reply: string }
  | { readonly at: 'connect' | 'mail' | 'rcpt' | 'data'; readonly drop: true; readonly keeps?: boolean }
  | { readonly at: 'connect' | 'mail' | 'rcpt' | 'data'; readonly slowMs: number };

export interface ReceivedMessage {
  readonly from: string;
  readonly to: string;
  readonly eml: string;
  readonly messageId: string;
  /** True when the client announced addresses beyond ASCII. */
  readonly utf8: boolean;
  readonly at: number;
}

export interface TestServer {
  readonly port: number;
  /** Every message the server took (or kept although it never said so). */
  readonly received: readonly ReceivedMessage[];
  /** When MAIL came, of every attempt that got that far. */
  readonly attempts: readonly number[];
  readonly connections: () => number;
  /** Replaces what the server does from now on; `undefined` = behave. */
  behave: (next: ((attempt: number, to: string) => Misbehaviour | undefined) | undefined) => void;
  close: () => Promise<void>;
}

export interface ServerChoice {
  readonly tls?: 'starttls' | 'implicit' | 'none';
  readonly certificate?: 'trusted' | 'expired_self_signed';
  readonly login?: { readonly user: string; readonly password: string };
  readonly now?: () => number;
  /** A fixed port, to come back where an earlier server was. */
  readonly port?: number;
}

function failure(reply: string): Error {
  const code = Number(reply.slice(0, 3));
  return Object.assign(new Error(reply.slice(4)), { responseCode: code });
}

function addressOf(value: { readonly address: string } | false): string {
  return value === false ? '' : value.address;
}

/** A real SMTP server on 127.0.0.1 that misbehaves on command. */
export async function startSmtpServer(choice: ServerChoice = {}): Promise<TestServer> {
  const now = choice.now ?? Date.now;
  const encrypted = choice.tls !== undefined && choice.tls !== 'none';
  const received: ReceivedMessage[] = [];
  const attempts: number[] = [];
  const sockets = new Map<number, Socket>();
  let connections = 0;
  let plan: ((attempt: number, to: string) => Misbehaviour | undefined) | undefined;

  /** Carries out the plan for this stage, or lets the conversation go on. */
  const act = (at: Misbehaviour['at'], session: SMTPServerSession, done: (error?: Error | null) => void): void => {
    const to = session.envelope.rcptTo[0];
    const step = plan?.(attempts.length, to === undefined ? '' : addressOf(to));
    if (step === undefined || step.at !== at) done();
    else if ('reply' in step) done(failure(step.reply));
    else if ('slowMs' in step) setTimeout(() => done(), step.slowMs).unref();
    else sockets.get(session.remotePort)?.destroy();
  };

  const options: SMTPServerOptions = {
    name: 'test.invalid',
    disableReverseLookup: true,
    closeTimeout: 50,
    ...tlsOptions(choice),
    authOptional: choice.login === undefined,
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => {
      const right = auth.username === choice.login?.user && auth.password === choice.login?.password;
      if (right) callback(null, { user: auth.username });
      else callback(failure(`535 5.7.8 Authentication credentials invalid for ${auth.password}`));
    },
    onConnect: (session, callback) => act('connect', session, callback),
    onMailFrom: (_address, session, callback) => {
      attempts.push(now());
      act('mail', session, callback);
    },
    onRcptTo: (address, session, callback) => {
      const asked = { ...session, envelope: { ...session.envelope, rcptTo: [address] } };
      act('rcpt', asked, callback);
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const eml = Buffer.concat(chunks).toString('utf8');
        const to = addressOf(session.envelope.rcptTo[0] ?? false);
        const keep = (): void => {
          received.push({
            from: addressOf(session.envelope.mailFrom),
            to,
            eml,
            messageId: /^message-id:\s*(\S+)/im.exec(eml)?.[1] ?? '',
            utf8: session.envelope.smtpUtf8 === true,
            at: now(),
          });
        };
        const step = plan?.(attempts.length, to);
        if (step?.at === 'data' && 'drop' in step && step.keeps === true) keep();
        act('data', session, (error) => {
          if (error instanceof Error) return callback(error);
          keep();
          callback(null, `2.0.0 queued as T${received.length}`);
        });
      });
    },
  };
  const server = new SMTPServer(options);
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    // A socket under TLS is not ours to destroy: Node crashes when the layer above still uses it.
    if (socket.remotePort !== undefined && !encrypted) sockets.set(socket.remotePort, socket);
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(choice.port ?? 0, '127.0.0.1', resolve));
  return {
    port: portOf(server.server.address()),
    received,
    attempts,
    connections: () => connections,
    behave: (next) => {
      plan = next;
    },
    close: async () => {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function tlsOptions(choice: ServerChoice): SMTPServerOptions {
  if (choice.tls === undefined || choice.tls === 'none') return { disabledCommands: ['STARTTLS'] };
  // Without a certificate of its own the library shows the one it brings: self-signed and past its date.
  const certificate = choice.certificate === 'expired_self_signed' ? {} : { key: pem('server-key'), cert: pem('server') };
  return { secure: choice.tls === 'implicit', ...certificate };
}
