import { afterEach, expect, it } from 'vitest';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { FIELDS_OF, mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { type CaseScene, openCaseScene } from '../incident-reports/scene.ts';
import { type CaseDesk, LISTING, openCase } from '../letters/case.ts';

const CALL = { signal: undefined };

let opened: CaseDesk | CaseScene | undefined;
afterEach(() => opened?.close());

it('asks on Today for what is due, the longest due first, and for nothing that was put off', async () => {
  const desk = await openCase();
  opened = desk;
  const { client, packId, incidentId } = desk;
  expect((await client.system.today({})).incidents).toMatchObject({ open: 1, due: 1, stale: 0, first: [{ id: incidentId, next: { step: 'stop_sending' } }] });
  desk.clock.sleep(4 * 86_400_000);
  const later = await client.incidents.open({ packId, subject: IncidentSubject.parse({ ...LISTING, listed: '192.0.2.8' }) });
  const { incidents } = await client.system.today({});
  expect([incidents.open, incidents.due, incidents.stale, incidents.first.map(({ id }) => id)]).toEqual([2, 2, 1, [incidentId, later.id]]);
  await client.incidents.setDay({ id: incidentId, step: 'stop_sending', on: '2026-02-01' });
  expect((await client.system.today({})).incidents).toMatchObject({ open: 2, due: 1, stale: 0, first: [{ id: later.id }] });
});

it('takes over whom an analysis suspects, leaves who caused it as it was said, and tells of it', async () => {
  const scene = await openCaseScene();
  opened = scene;
  const verdict = await scene.analyse();
  const { id } = await scene.open();
  const suspected = verdict.suspects.find(({ label, hostedId }) => label !== null && hostedId !== null)?.hostedId;
  if (suspected == null) throw new Error('The night names nobody');
  const take = async () => Incident.parse(await scene.of.takeVerdict({ id, verdictId: verdict.id }, CALL));
  const roleIn = ({ concerned }: Incident) => concerned.find(({ hostedId }) => hostedId === suspected)?.role;
  const taken = await take();
  expect(taken.origin.verdictId).toBe(verdict.id);
  expect(roleIn(taken)).toBe('suspected');
  expect(taken.story.at(-1)).toMatchObject({ what: 'concerned', told: { key: 'analysis_taken' } });
  await scene.of.concern({ id, person: { hostedId: suspected }, role: 'caused' }, CALL);
  expect(roleIn(await take())).toBe('caused');
  // The same analysis is one case as long as that is open.
  await expect(scene.open({ verdictId: verdict.id })).rejects.toMatchObject({ code: 'incident_exists', params: { id } });
});

it('says in what an analysis is about something else: another time, another account, or neither', async () => {
  const scene = await openCaseScene();
  opened = scene;
  const verdict = await scene.analyse();
  const named = verdict.suspects.flatMap(({ label, hostedId }) => (label !== null && hostedId !== null ? [hostedId] : []));
  const stranger = (await Promise.all(['joy', 'alpine', 'blue', 'casa', 'delta'].map(scene.hosted))).find((id) => !named.includes(id));
  const [own] = named;
  if (own === undefined || stranger === undefined) throw new Error('The night names nobody, or everybody');
  const apart = async (given: Parameters<typeof scene.open>[0]) => {
    const { id } = await scene.open({ occurredAt: verdict.at, ...given });
    return (await scene.of.analyses({ id }, CALL)).map((each) => [each.id, each.apart]);
  };
  expect(await apart({ concerned: [{ hostedId: own }, { hostedId: stranger }] })).toEqual([[verdict.id, []]]);
  expect(await apart({ concerned: [{ hostedId: stranger }] })).toEqual([[verdict.id, ['account']]]);
  // Nobody is named yet: that is what the analysis is for.
  expect(await apart({})).toEqual([[verdict.id, []]]);
  const before = new Date(Date.parse(verdict.at) - 2 * 86_400_000).toISOString();
  expect(await apart({ occurredAt: before, concerned: [{ hostedId: stranger }] })).toEqual([[verdict.id, ['time', 'account']]]);
});

it('shows a client what happened in his cases and which letters went to him', async () => {
  const desk = await openCase();
  opened = desk;
  const { client, clientId, incidentId, hostedId } = desk;
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: 'caused' });
  await client.letters.write({ incidentId, kind: 'care_request', notKnown: FIELDS_OF.care_request.filter(mayBeUnknown) });
  await desk.flush();
  const { timeline } = await client.clients.get({ id: clientId });
  const of = (event: string) => timeline.filter((entry) => entry.event === event).map(({ params }) => params);
  expect(of('incident_opened')).toMatchObject([{ incidentId, role: 'caused' }]);
  expect(of('letter_queued')).toMatchObject([{ to: 'client1@example.net' }]);
  expect([...of('letter_sent'), ...of('letter_practised')]).toHaveLength(1);
  await desk.find();
  for (const { id: step } of (await client.incidents.get({ id: incidentId })).steps) {
    await client.incidents.setStep({ id: incidentId, step, state: 'not_needed', note: 'x' });
  }
  await client.incidents.close({ id: incidentId });
  const after = (await client.clients.get({ id: clientId })).timeline.map(({ event }) => event);
  expect(after).toContain('incident_closed');
});
