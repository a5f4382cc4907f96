import { createTexts } from '../../src/adapters/texts.ts';
import { ClientId, HostedId, HostId, type IncidentId, PackId } from '../../src/contract/ids.ts';
import { Incident, type IncidentSubject } from '../../src/contract/incidents.ts';
import { PolicyTerms } from '../../src/contract/texts.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { addEvidence } from '../../src/features/evidence/index.ts';
import { incidentReportHandlers } from '../../src/features/incident-reports/index.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { policiesHandlers } from '../../src/features/policies/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openScene } from '../culprits/world.ts';
import { NOTHING_QUEUED } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { NIGHT_OVER, nightScene } from '../support/log-facts.ts';

const CALL = { signal: undefined };
const LOGINS = ['joy', 'alpine', 'blue', 'casa', 'delta'];

export const LISTING: IncidentSubject = { kind: 'listing', listed: '192.0.2.7', list: 'Trend Micro ERS', reference: 'ERS-1', holder: 'host' };

/** A pack whose client Joy Photo was told on 11 November, an analysis of the night of the 24th, and what it takes to work on a case of it. */
export async function openCaseScene(ports: Partial<Ports> = {}) {
  const texts = createTexts();
  const scene = openScene({ texts, ...ports }, nightScene(), new FakeClock(Date.UTC(2026, 10, 11, 9), 'Europe/Paris'));
  const { core, clock } = scene;
  const packId = PackId.parse(await makePack(scene, 'Garrigue'));
  const { host_id } = await core.db.read.selectFrom('pack').where('id', '=', packId).select('host_id').executeTakeFirstOrThrow();
  const hostId = HostId.parse(host_id);
  const joy = await clientsHandlers(core).create(
    {
      number: '',
      company: 'Joy Photo',
      language: 'fr',
      note: '',
      timeZone: '',
      contacts: [{ role: 'owner', email: 'owner@joy.example' }],
      accounts: [{ packId, login: 'joy', mainDomain: 'joy.example', otherDomains: [], plan: 'Small', orderedOn: '2026-01-05', status: 'active' }],
    },
    CALL,
  );
  const clientId = ClientId.parse(joy.id);
  const accountIds = (await core.db.read.selectFrom('account').where('client_id', '=', clientId).select('id').execute()).map(({ id }) => id);
  const terms = PolicyTerms.parse({});
  const version = await policiesHandlers(core).publish(
    { hostId, kind: 'notice', terms, effectiveOn: '2026-11-11', changelog: { en: '', fr: '', ru: '' }, material: true },
    CALL,
  );
  await core.db.write((tx) =>
    addEvidence(core, tx, {
      ...{ clientId, clientName: 'Joy Photo', hostId, versionId: version.id, noticeId: null, outboxId: null, domains: ['joy.example'] },
      ...{ rung: 'noted', origin: 'hand', noteKind: 'phone', author: 'Anna', note: '', replyId: null, serverReply: '', file: null },
      accountIds,
      happenedAt: clock.now(),
    }),
  );
  await readList(
    scene,
    packId,
    LOGINS.map((login) => panelAccount(login)),
  );
  await clock.advance(Date.parse(NIGHT_OVER) + DAY_MS - clock.now());
  const of = { ...incidentsHandlers(core, NOTHING_QUEUED), ...incidentReportHandlers(core) };
  const hosted = async (login: string): Promise<HostedId> => {
    const { id } = await core.db.read.selectFrom('hosted_account').where('login', '=', login).select('id').executeTakeFirstOrThrow();
    return HostedId.parse(id);
  };
  return {
    ...scene,
    of,
    packId,
    clientId,
    hosted,
    /** The analysis of that night. */
    analyse: async () => await scene.judge({ logIds: [await scene.scan(packId)], packId }),
    open: async (given: Partial<Parameters<typeof of.open>[0]> = {}): Promise<Incident> =>
      Incident.parse(await of.open({ packId, subject: LISTING, concerned: [], note: '', ...given }, CALL)),
    /** Every step of a case said to be over, with a note, or with the reason why where what it is for is missing; and the case closed. */
    finish: async (id: IncidentId): Promise<void> => {
      for (const [index, { id: step }] of (await of.get({ id }, CALL)).steps.entries()) {
        const isUnmet = await of.setStep({ id, step, state: 'done', note: '', minutes: 0, cents: 0 }, CALL).then(
          () => false,
          () => true,
        );
        const note = isUnmet ? `Known reason ${index}` : `Secret note ${index}`;
        await of.setStep({ id, step, state: 'done', note, minutes: 10, cents: 250 }, CALL);
      }
      await of.close({ id }, CALL);
    },
  };
}
export type CaseScene = Awaited<ReturnType<typeof openCaseScene>>;
