import type { z } from 'zod';
import type { PanelFacts, Schedule as ScheduleShape } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { PANEL_KINDS } from '../../shared/panels.ts';
import { hasPack, listConnections, noteConnection } from './connection.repo.ts';
import { connectionViews } from './connection.view.ts';
import { decide } from './decide.ts';
import { differences } from './differences.ts';
import { judgeApart } from './judge-apart.ts';
import { hostLetter } from './letter.ts';
import { noteSchedule } from './note.ts';
import { type Desk, requireConnection, unconnected } from './panels.ts';
import { pollViews } from './polls.view.ts';
import { probe, pullNow } from './questions.ts';
import type { Reports } from './reports.ts';
import { removeConnection, saveConnection, showCertificate } from './setup.ts';

type Schedule = z.output<typeof ScheduleShape>;
type ConnectionsHandlers = Handlers<Contract['connections']>;

function facts({ kinds }: Desk): z.input<typeof PanelFacts>[] {
  return PANEL_KINDS.map((kind) => {
    const { form } = kinds[kind];
    const privileges = form.privileges.map(({ name, needs }) => ({ name, needs: [...needs] }));
    const { defaultPort, secret, needsZone } = form;
    return { kind, defaultPort, secret, needsZone, privileges, capabilities: [...unconnected(kinds[kind]).capabilities()] };
  });
}

async function one(desk: Desk, packId: string) {
  const [view] = await connectionViews(desk.core, [await requireConnection(desk.core, packId)]);
  if (view === undefined) throw fail('connection_not_found', {});
  return view;
}

async function setSchedule(desk: Desk, packId: string, schedule: Schedule): Promise<void> {
  const { core } = desk;
  const stored = await requireConnection(core, packId);
  await core.db.write(async (tx) => {
    await noteConnection(tx, stored, schedule);
    await noteSchedule(desk, tx, { ...stored, ...schedule });
  });
  await judgeApart(core, packId);
  core.changed('connections', 'alerts');
}

async function decideAndTell({ core }: Desk, choices: Parameters<typeof decide>[1], signal: AbortSignal | undefined): ReturnType<typeof decide> {
  const counts = await decide(core, choices, signal);
  if (counts.taken > 0) core.changed('connections', 'clients', 'notices', 'evidence', 'statuses', 'usage');
  else if (counts.ignored > 0) core.changed('connections');
  return counts;
}

/** The functions of `contract.connections`. `wake` makes what is due now be read. */
export function connectionsHandlers(desk: Desk, reports: Reports, wake: () => void): ConnectionsHandlers {
  const { core } = desk;
  return {
    kinds: async () => facts(desk),
    list: async () => await connectionViews(core, await listConnections(core.db.read)),
    get: ({ packId }) => one(desk, packId),
    certificate: (input, { signal }) => showCertificate(desk, input, signal),
    save: async (input) => {
      await saveConnection(desk, input);
      return await one(desk, input.packId);
    },
    setSchedule: async ({ packId, schedule }) => {
      await setSchedule(desk, packId, schedule);
      wake();
      return await one(desk, packId);
    },
    remove: async ({ packId }) => {
      await removeConnection(desk, packId);
      return {};
    },
    probe: async function* ({ packId }, { signal }) {
      try {
        yield* probe(desk, packId, signal);
      } finally {
        wake();
      }
    },
    letter: ({ packId, language }) => hostLetter(desk, packId, language),
    pull: ({ packId }, { signal }) => pullNow(desk, packId, signal),
    polls: async ({ packId, offset, limit }) => {
      if (!(await hasPack(core.db.read, packId))) throw fail('pack_not_found', {});
      return await pollViews(core.db.read, packId, { offset, limit });
    },
    differences: ({ packId, kinds, decided, offset, limit }) => differences(core, { packId, kinds, decided, offset, limit }),
    decide: ({ choices }, { signal }) => decideAndTell(desk, choices, signal),
    readReport: (input, { signal }) => reports.read(input, signal),
    takeReport: (input) => reports.take(input),
  };
}
