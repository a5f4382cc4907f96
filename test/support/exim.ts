import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, greeted } from './ports.ts';

const EXIM = '/usr/sbin/exim4';

/** A mail as it lies in the mailbox. `to` is the envelope recipient, `returnPath` the envelope sender, '' for a bounce. */
export interface DeliveredMail {
  readonly to: string;
  readonly returnPath: string;
  readonly source: string;
}

export interface Exim {
  readonly port: number;
  /** Everything that arrived, for whomever, in the order it came; `to` keeps what one address got. */
  delivered(to?: string): DeliveredMail[];
  /** Tries again at once what waits in its queue. */
  runQueue(): Promise<void>;
  /** What it wrote about its doings. */
  log(): string;
  close(): Promise<void>;
}

export interface EximChoice {
  /** The first message of every sender to every recipient is put off until so many seconds passed. */
  readonly greylistSeconds?: number;
  /** Recipients one sender may have in a minute; what is beyond is put off. */
  readonly recipientsPerMinute?: number;
  /** Connections of one client at a time; what is beyond is answered with 421. */
  readonly connections?: number;
  /** Port of a server on 127.0.0.1 that it hands everything on to whose local part begins with `next`. What that puts off is returned at once. */
  readonly next?: number;
}

/**
 * A real Exim of its own on 127.0.0.1. Every address at a domain under `.example` (and `example.net`, `.org`, `.com`) has a mailbox, but for local parts
 * that begin with: `refused` (550 at RCPT), `spam` (554 after the content), `gone` (taken, then returned: unknown user), `full` (taken, then returned: over
 * quota). Other domains are taken and returned as unrouteable. Returned mail goes to the return path, as anywhere.
 */
export async function startExim(choice: EximChoice = {}): Promise<Exim> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-exim-'));
  const root = userInfo().uid === 0;
  const owner = root ? 'Debian-exim' : userInfo().username;
  const group = execFileSync('id', ['-gn', owner], { encoding: 'utf8' }).trim();
  for (const part of ['spool', 'log', 'mail', 'grey', 'tiny']) mkdirSync(join(folder, part));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'exim.conf');
  writeFileSync(file, configuration({ folder, owner, group, root, port, choice }), { mode: 0o644 });
  if (root) execFileSync('chown', ['-R', `${owner}:${group}`, ...['spool', 'log', 'mail', 'grey', 'tiny'].map((part) => join(folder, part))]);
  const child = spawn(EXIM, ['-C', file, '-bdf'], { stdio: 'ignore' });
  await greeted(port, { otherwise: 'Exim did not start (is exim4-daemon-light installed?)', alive: () => child.exitCode === null });
  return {
    port,
    delivered: (to) => mailsIn(join(folder, 'mail')).filter((mail) => to === undefined || mail.to === to),
    runQueue: async () => {
      await promisify(execFile)(EXIM, ['-C', file, '-qff']);
    },
    log: () => readdirSync(join(folder, 'log')).reduce((text, name) => text + readFileSync(join(folder, 'log', name), 'utf8'), ''),
    close: async () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mailsIn(maildir: string): DeliveredMail[] {
  const fresh = join(maildir, 'new');
  if (!existsSync(fresh)) return [];
  return readdirSync(fresh)
    .sort()
    .map((name) => {
      const source = readFileSync(join(fresh, name), 'utf8');
      return { source, to: headerOf(source, 'envelope-to'), returnPath: headerOf(source, 'return-path').replace(/[<>]/g, '') };
    });
}

function headerOf(source: string, name: string): string {
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(source)?.[1]?.trim() ?? '';
}

interface Given {
  readonly folder: string;
  readonly owner: string;
  readonly group: string;
  readonly root: boolean;
  readonly port: number;
  readonly choice: EximChoice;
}

function configuration({ folder, owner, group, root, port, choice }: Given): string {
  return `
primary_hostname = relay.example
exim_user = ${owner}
exim_group = ${group}
never_users =
${root ? '' : 'deliver_drop_privilege = true'}
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
keep_environment =
disable_ipv6 = true
tls_advertise_hosts =
dns_ipv4_lookup = *
host_lookup =
rfc1413_hosts =
smtp_accept_max = 100
smtp_accept_queue_per_connection = 0
${choice.connections === undefined ? '' : `smtp_accept_max_per_host = ${choice.connections}`}
qualify_domain = relay.example
bounce_return_size_limit = 100K
acl_smtp_rcpt = rcpt
acl_smtp_data = content

domainlist ours = example : *.example : example.net : example.org : example.com

begin acl
rcpt:
  deny
    message = 5.1.1 The email account that you tried to reach does not exist
    local_parts = ^refused
${choice.greylistSeconds === undefined ? '' : greylisting(folder, choice.greylistSeconds)}
${choice.recipientsPerMinute === undefined ? '' : rateLimit(choice.recipientsPerMinute)}
  accept
content:
  deny
    message = 5.7.1 Message content rejected as spam
    condition = \${if match{$recipients}{^spam}}
  accept

begin routers
unknown:
  driver = redirect
  domains = +ours
  local_parts = ^gone
  allow_fail
  data = :fail: Unknown user
full:
  driver = accept
  domains = +ours
  local_parts = ^full
  transport = over_quota
${choice.next === undefined ? '' : HANDED_ON}
mailbox:
  driver = accept
  domains = +ours
  transport = mailbox
elsewhere:
  driver = redirect
  allow_fail
  data = :fail: Unrouteable address

begin transports
mailbox:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  delivery_date_add
  envelope_to_add
  return_path_add
  user = ${owner}
  group = ${group}
over_quota:
  driver = appendfile
  directory = ${folder}/tiny
  maildir_format
  quota = 1
  user = ${owner}
  group = ${group}

${choice.next === undefined ? '' : onward(choice.next)}
begin retry
^next *
# No retry at all: a mailbox over quota comes back at once.
* quota
* * F,1h,1m
`;
}

const HANDED_ON = `
onward:
  driver = manualroute
  domains = +ours
  local_parts = ^next
  route_list = * 127.0.0.1
  self = send
  transport = onward
  no_more
`;

function onward(port: number): string {
  return `
onward:
  driver = smtp
  port = ${port}
  allow_localhost
  hosts_avoid_tls = *
  hosts_try_prdr =
`;
}

function greylisting(folder: string, seconds: number): string {
  const seen = `${folder}/grey/$acl_m_pair`;
  return `
  warn
    set acl_m_pair = \${sha1:$sender_address $local_part@$domain}
  defer
    message = 4.7.1 Greylisted, please try again in ${seconds} seconds
    !condition = \${if exists{${seen}}}
    condition = \${run{/usr/bin/touch ${seen}}{yes}{yes}}
  defer
    message = 4.7.1 Greylisted, please try again in ${seconds} seconds
    condition = \${if <{\${eval:$tod_epoch - \${extract{mtime}{\${stat:${seen}}}}}}{${seconds}}}
`;
}

function rateLimit(recipients: number): string {
  return `
  defer
    message = 4.7.1 Rate limit exceeded, please slow down
    ratelimit = ${recipients} / 1m / strict / per_rcpt / $sender_address_domain
`;
}
