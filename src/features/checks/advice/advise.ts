import type { Pace } from '../../../contract/checks.ts';
import type { Handlers } from '../../../contract/handlers.ts';
import type { Contract } from '../../../contract/index.ts';
import type { Core } from '../../core.ts';
import { findHost, known, PRESETS, type SendingLimit, sendingLimits } from '../../hosts/index.ts';
import { readHostWords } from './advice-text.repo.ts';
import { wordReason } from './advice-text.ts';
import { adviseOpen } from './open.rules.ts';
import { courseOf } from './pace.rules.ts';

type CheckHandlers = Handlers<Contract['checks']>;

/** `checks.advice`. Of a host that is not named nothing is known, and of what was not answered nothing is assumed. Throws `host_not_found`. */
export async function advise(core: Core, { hostId, language, ...wanted }: Parameters<CheckHandlers['advice']>[0]): ReturnType<CheckHandlers['advice']> {
  const host = hostId === undefined ? null : await findHost(core.db.read, hostId);
  const words = hostId === undefined ? {} : await readHostWords(core.logger, core.db.read, hostId);
  const { ways, missing } = adviseOpen(wanted, host?.rules ?? PRESETS.neutral);
  return {
    hostName: host?.name ?? '',
    ways: ways.map(({ way, verdict, reasons }) => ({
      way,
      verdict,
      reasons: reasons.map((reason) => ({ code: reason.code, ...wordReason(core, reason, { language, words }), rules: [...reason.rules] })),
    })),
    missing,
  };
}

/** `checks.pace`. Throws `host_not_found`. */
export async function paceOf(core: Core, input: Parameters<CheckHandlers['pace']>[0]): ReturnType<CheckHandlers['pace']> {
  const { addresses, hostId, rate, startsOn, startsAt, hours } = input;
  const host = hostId === undefined ? null : await findHost(core.db.read, hostId);
  const ofHost = host === null ? [] : sendingLimits(host.rules, host.own);
  const pacing = host === null ? null : known(host.rules.pacing);
  const onlyExample = pacing?.contractual === false;
  const limits: Pace['limits'] = [
    ...ofHost.map(({ owner, count, seconds, even }: SendingLimit) => ({
      owner: owner === 'host' && even && onlyExample ? ('example' as const) : owner,
      count,
      seconds,
      even,
    })),
    ...(rate === undefined ? [] : [{ owner: 'user' as const, ...rate, even: true }]),
  ];
  const course = courseOf({ messages: addresses, startsOn, startsAt, hours: hours ?? null }, limits);
  return { seconds: course?.seconds ?? null, ends: course?.ends ?? null, days: course?.days ?? null, limits };
}
