import type { LogAccount, LogIdentity } from '../shared/logs.ts';
import { CELL_WIDTH, MESSAGES } from './columns.ts';
import { hashOf } from './hash.ts';
import { nameOf } from './names.ts';
import { firstKey } from './rows.ts';
import type { Tally } from './tally.ts';
import { identityOf, isSystemUser } from './who.ts';

/** Whose a message is, and how that is known. */
export interface Belonging {
  readonly account: string;
  readonly identity: LogIdentity;
}

/** A shortest name of a user that may stand for the beginning of a domain: panels cut names. */
const CUT_NAME = 8;

/**
 * Finds the account of everybody who sent. First by the accounts that are given; whoever is none of them stands for himself: as the user the panel names,
 * else as the owner of the domain he logs in with. What a message says of its sender counts only for a domain that is known of this server.
 */
export class Accounts {
  readonly #tally: Tally;
  readonly #mailboxes = new Map<string, string>();
  readonly #domains = new Map<string, string>();
  readonly #users = new Map<string, string>();
  /** Of accounts that were not given: whose a domain is, by what the panel says. */
  readonly #learned = new Map<string, string>();
  /** Domains of this server by their hashes. */
  readonly #byHash = new Map<string, string>();
  /** Logins that sent. */
  readonly #logins = new Set<string>();
  /** Of everybody who sent, by who; null = nobody's. */
  readonly belongings: readonly (Belonging | null)[];
  /** Accounts that somebody is, by their numbers. */
  readonly names: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(given: readonly LogAccount[], tally: Tally) {
    this.#tally = tally;
    for (const { account, uid, domains, mailboxes } of given) {
      this.#users.set(account, account);
      if (uid !== null) this.#users.set(`${uid}`, account);
      for (const domain of domains) this.#domains.set(domain.toLowerCase(), account);
      for (const mailbox of mailboxes) this.#mailboxes.set(mailbox.toLowerCase(), account);
    }
    this.#learn();
    this.belongings = Array.from({ length: tally.whos.size }, (_, who) => this.#find(who));
    this.names = [...new Set(this.belongings.flatMap((one) => (one === null ? [] : [one.account])))];
    this.#numbers = new Map(this.names.map((name, number) => [name, number]));
  }

  /** Number of an account; −1 = it is nobody's. */
  numberOf(account: string | undefined): number {
    return account === undefined ? -1 : (this.#numbers.get(account) ?? -1);
  }

  /** Domains of this server, and whose each is; undefined = nothing says it. */
  get domains(): [domain: string, account: string | undefined][] {
    return [...this.#byHash.values()].map((domain) => [domain, this.#domains.get(domain) ?? this.#learned.get(domain)]);
  }

  /** Whether a login is that of somebody here. What was only tried may be anything, a password in the wrong field included. */
  isLogin(text: string): boolean {
    const login = loginOf(text);
    return this.#mailboxes.has(login) || this.#users.has(login) || this.#logins.has(login);
  }

  #find(who: number): Belonging | null {
    const { names, whos } = this.#tally;
    const identity = identityOf(whos, who);
    const text = (name: number): string => nameOf(names, name);
    const signs: Signs = {
      login: loginOf(text(identity.login)),
      panelUser: text(identity.panelUser),
      panelDomain: text(identity.panelDomain),
      home: homeOf(text(identity.script)),
      user: text(identity.user),
      domain: this.#byHash.get(`${identity.domainHigh}:${identity.domainLow}`) ?? '',
    };
    return this.#given(signs) ?? this.#itself(signs);
  }

  /** Among the accounts that were given. */
  #given({ login, panelUser, panelDomain, home, user, domain }: Signs): Belonging | null {
    const byLogin = this.#mailboxes.get(login) ?? this.#domains.get(domainOf(login)) ?? this.#users.get(login);
    if (byLogin !== undefined) return { account: byLogin, identity: 'login' };
    const byPanel = this.#users.get(panelUser) ?? this.#domains.get(panelDomain);
    if (byPanel !== undefined) return { account: byPanel, identity: 'panel' };
    const byHome = this.#users.get(home);
    const byUser = this.#users.get(user);
    if (byUser !== undefined) return { account: byUser, identity: byHome === byUser ? 'script' : 'user' };
    if (byHome !== undefined && (user === '' || isSystemUser(user))) return { account: byHome, identity: 'script' };
    const byDomain = this.#domains.get(domain);
    return byDomain === undefined ? null : { account: byDomain, identity: 'domain' };
  }

  /** As somebody who was not given. */
  #itself({ login, panelUser, panelDomain, home, user, domain }: Signs): Belonging | null {
    const named = panelUser !== '' && !isSystemUser(panelUser) ? panelUser : this.#learned.get(panelDomain);
    if (login !== '') return { account: named ?? this.#learned.get(domainOf(login)) ?? (domainOf(login) || login), identity: 'login' };
    if (named !== undefined) return { account: named, identity: 'panel' };
    if (user !== '' && !isSystemUser(user)) return { account: user, identity: home === user ? 'script' : 'user' };
    if (home !== '') return { account: home, identity: 'script' };
    return domain === '' ? null : { account: this.#learned.get(domain) ?? domain, identity: 'domain' };
  }

  /** What the log itself says of domains: the panel names their users, logins that sent and local mailboxes show which are of this server. */
  #learn(): void {
    const { names, whos, local } = this.#tally;
    const users = new Set<string>();
    const domains = new Set<string>([...this.#domains.keys(), ...local.map((name) => nameOf(names, name))]);
    const sent = sendersOf(this.#tally);
    for (let who = 0; who < whos.size; who++) {
      const { login, user, panelUser, panelDomain } = identityOf(whos, who);
      const [userText, panelText, domain] = [nameOf(names, user), nameOf(names, panelUser), nameOf(names, panelDomain)];
      if (userText !== '' && !isSystemUser(userText)) users.add(userText);
      if (domain !== '' && panelText !== '' && !isSystemUser(panelText)) this.#teach(domain, panelText);
      if (domain !== '') domains.add(domain);
      if (login === 0 || !sent.has(who)) continue;
      const mailbox = loginOf(nameOf(names, login));
      this.#logins.add(mailbox);
      domains.add(domainOf(mailbox));
    }
    domains.delete('');
    for (const domain of domains) this.#name(domain, users);
  }

  #teach(domain: string, user: string): void {
    const known = this.#learned.get(domain);
    if (known === undefined || user < known) this.#learned.set(domain, user);
  }

  /** Where no panel says whose a domain is, a user of its name, or of its beginning where names are cut, is taken for it when there is just one. */
  #name(domain: string, users: ReadonlySet<string>): void {
    this.#byHash.set(keyOf(domain), domain);
    if (this.#learned.has(domain) || this.#domains.has(domain)) return;
    const label = domain.split('.')[0] ?? '';
    const alike = [label, ...Array.from({ length: Math.max(0, label.length - CUT_NAME) }, (_, cut) => label.slice(0, CUT_NAME + cut))].filter((name) =>
      users.has(name),
    );
    const [user] = alike;
    if (user !== undefined && alike.length === 1) this.#learned.set(domain, user);
  }
}

/** Rows of `whos` that sent a message: who only tried to log in, or was refused, is perhaps nobody of this server. */
function sendersOf({ cells, owners }: Tally): Set<number> {
  const sent = new Set<number>();
  for (let row = 0; row < cells.size; row++) {
    if ((cells.cells[row * CELL_WIDTH + MESSAGES] ?? 0) > 0) sent.add(firstKey(owners, firstKey(cells, row)));
  }
  return sent;
}

/** What is known of a sender, as texts; '' = nothing. */
interface Signs {
  readonly login: string;
  readonly panelUser: string;
  readonly panelDomain: string;
  readonly home: string;
  readonly user: string;
  readonly domain: string;
}

/** Some panels let mailboxes log in as `user%domain` or `user+domain`. */
function loginOf(text: string): string {
  return text.includes('@') ? text : text.replace(/[%+](?=[^%+]+[.][^%+]+$)/, '@');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length);
}

/** The user whose home a script lies in. */
function homeOf(script: string): string {
  return /^\/(?:usr\/)?home\d*\/([^/]+)/.exec(script)?.[1] ?? /^(\d+):/.exec(script)?.[1] ?? '';
}

function keyOf(domain: string): string {
  const [high, low] = hashOf(domain);
  return `${high}:${low}`;
}
