import type { Connection, PullResult } from '../../../contract/connections.ts';
import { fold } from '../../../shared/text.ts';
import { describeFailure, SaidError } from '../failure.ts';
import { answer, type Client, type CommonOptions, resultOf, type Terminal, withClient } from '../session.ts';

interface HostCommand extends CommonOptions {
  readonly pack?: string;
}

type Trouble = PullResult['trouble'];

/** The connections asked for: the one of a pack, by its id or name, or every one. */
async function chosen(client: Client, name: string | undefined, terminal: Terminal): Promise<Connection[]> {
  const all = await client.connections.list({});
  if (all.length === 0) throw new SaidError('connection_not_found', terminal.say('cli:host.none'));
  const found = name === undefined ? all : all.filter(({ packId, packName }) => packId === name || fold(packName) === fold(name));
  const [first, second] = found;
  if (first === undefined) throw new SaidError('connection_not_found', terminal.say('cli:host.unknown', { packs: labels(all) }));
  if (name !== undefined && second !== undefined) throw new SaidError('connection_not_found', terminal.say('cli:choosePack', { packs: labels(found) }));
  return found;
}

function labels(all: readonly Connection[]): string {
  return all.map(({ packName, packId }) => `${packName} (${packId})`).join(', ');
}

function troubleWords(trouble: Trouble, { say }: Terminal): string {
  return trouble === null ? '' : say(`errors:${trouble.code}`, trouble.params);
}

/** `sendward host test`: tries every call of each panel once, and says what works and what lacks which privilege. True when every panel let itself be asked. */
export async function testHosts(options: HostCommand, terminal: Terminal): Promise<boolean> {
  return await withClient(options, async (client) => {
    const packs = await Promise.all((await chosen(client, options.pack, terminal)).map((connection) => tested(client, connection, terminal)));
    const ok = packs.every(({ trouble }) => trouble === null);
    answer(terminal, options, { document: { ok, packs: packs.map(({ words: _, ...pack }) => pack) }, words: packs.flatMap(({ words }) => words) });
    return ok;
  });
}

async function tested(client: Client, before: Connection, terminal: Terminal) {
  const { say } = terminal;
  const named = { packId: before.packId, pack: before.packName, host: before.hostName, panel: before.kind };
  const head = `${before.packName}\t${say(`connections:kind.${before.kind}`)}\t${before.address}`;
  try {
    const { state, version, capabilities } = await resultOf(await client.connections.probe({ packId: before.packId }));
    const lines = capabilities.map(
      ({ need, given, privilege }) =>
        `  ${[say(`connections:given.${given}`), say(`connections:need.${need}`), privilege].filter((word) => word !== '').join('\t')}`,
    );
    return { ...named, state, version, capabilities, trouble: null, words: [head, ...lines] };
  } catch (error) {
    const { code, params, sentence } = describeFailure(error, say);
    const { state } = await client.connections.get({ packId: before.packId });
    return { ...named, state, version: '', capabilities: [], trouble: { code, params }, words: [head, `  ${sentence}`] };
  }
}

/** `sendward host pull`: reads accounts, figures and warnings now. True when no panel had a trouble. */
export async function pullHosts(options: HostCommand, terminal: Terminal): Promise<boolean> {
  return await withClient(options, async (client) => {
    const wanted = await chosen(client, options.pack, terminal);
    const input = options.pack === undefined ? {} : { packId: wanted[0]?.packId };
    const { packs } = await resultOf(await client.connections.pull(input));
    const ok = packs.every(({ trouble }) => trouble === null);
    answer(terminal, options, { document: { ok, packs }, words: packs.flatMap((pack) => pulledWords(pack, terminal)) });
    return ok;
  });
}

function pulledWords({ packName, accounts, usage, flips, alerts, trouble }: PullResult, terminal: Terminal): string[] {
  const { say } = terminal;
  const lines = [
    ...(accounts === null
      ? []
      : [say('cli:host.accounts', { count: accounts.seen, added: accounts.added, changed: accounts.changed, missing: accounts.missing })]),
    ...(usage === null ? [] : [say('cli:host.figures', { count: usage.windows, rows: usage.rows })]),
    ...(flips === 0 ? [] : [say('cli:host.flips', { count: flips })]),
    ...(alerts === 0 ? [] : [say('cli:host.alerts', { count: alerts })]),
    ...(trouble === null ? [] : [troubleWords(trouble, terminal)]),
  ];
  return [packName, ...lines.map((line) => `  ${line}`)];
}
