import { ClientId, type HostId } from '../../../contract/ids.ts';
import { addDays, dateIn, instantIn } from '../../../shared/calendar.ts';
import { flush, result, type Step, type Story, stepsOf } from './story.ts';

/** Days on which what was due went out; what became due in between went with it. */
const RUNS = [...daysFrom(92, 80, 2), ...daysFrom(76, 40, 12), ...daysFrom(36, 10, 2), 7, 4, 1];

function daysFrom(first: number, last: number, apart = 1): number[] {
  return Array.from({ length: Math.floor((first - last) / apart) + 1 }, (_, index) => first - index * apart);
}

/** How often each host's clients are reminded, and the days off of where they live. */
async function settle({ features, call }: Story, hosts: readonly HostId[]): Promise<void> {
  const [south, , east] = hosts;
  await features.reminders.update({ holidays: { countries: ['FR'], own: [] } }, call);
  for (const hostId of [south, east]) {
    if (hostId !== undefined) await features.reminders.setRule({ on: { scope: 'host', hostId }, period: { every: 'months', count: 3 } }, call);
  }
}

async function runOnce(story: Story): Promise<void> {
  const { features, call } = story;
  const { queued } = await result(features.reminders.run({}, call));
  if (queued > 0) await flush(story);
}

/** A client whose next reminder is planned, by his place among them. */
async function planned({ features, call }: Story, place: number): Promise<ClientId | undefined> {
  const { rows } = await features.reminders.planned({ states: ['planned'], search: '', offset: place, limit: 1 }, call);
  return rows[0] === undefined ? undefined : ClientId.parse(rows[0].clientId);
}

/** Does something about a client whose next reminder is planned. */
async function about(story: Story, place: number, act: (clientId: ClientId, today: string) => Promise<unknown>): Promise<void> {
  const clientId = await planned(story, place);
  if (clientId !== undefined) await act(clientId, dateIn(story.clock.now(), story.clock.timeZone()));
}

/** What was decided about single clients. */
function decisions(story: Story): Step[] {
  const { features, call, texts, language } = story;
  const { reminders } = features;
  const say = (key: 'paused' | 'excepted'): string => texts.t(language, `presets:demo.${key}`);
  return stepsOf(story, [
    [
      12,
      () =>
        about(story, 9, (clientId) => reminders.setRule({ on: { scope: 'client', clientId }, period: { every: 'dates', dates: ['03-01', '09-15'] } }, call)),
    ],
    [9, () => about(story, 6, (clientId) => reminders.hold({ kind: 'pause', scope: 'client', clientId, reason: say('paused'), untilOn: null }, call))],
    [
      6,
      () =>
        about(story, 3, (clientId, today) =>
          reminders.hold({ kind: 'exception', scope: 'client', clientId, reason: say('excepted'), untilOn: addDays(today, 45) }, call),
        ),
    ],
    [4, () => about(story, 14, (clientId, today) => reminders.once({ clientIds: [clientId], on: addDays(today, 9) }, call))],
  ]);
}

/** The middle of the working day, so many days ago. */
function noon({ daysAgo, clock }: Story, days: number): number {
  return instantIn(dateIn(daysAgo(days), clock.timeZone()), '12:00', clock.timeZone());
}

/** The reminders of the past months, and what is planned about those to come. */
export function reminders(story: Story, hosts: readonly HostId[]): Step[] {
  const runs = RUNS.map((days) => ({ at: noon(story, days), run: () => runOnce(story) }));
  return [...stepsOf(story, [[170, () => settle(story, hosts)]]), ...runs, ...decisions(story)];
}
