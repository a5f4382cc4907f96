import { ClientId, HostId, IncidentId, RepermissionId } from '../../contract/ids.ts';
import type { Repermission, RepermissionState } from '../../contract/repermission.ts';
import type { ReadDb } from '../../db/db.ts';
import {
  countsAfter,
  gapsOf,
  type HostMailing,
  NOBODY,
  type ResultGap,
  recipientsOf,
  type SortedList,
  silentOf,
  warningsOf,
} from '../../shared/repermission.ts';
import type { Core } from '../core.ts';
import { effectiveLimits, findHost, type HostRules, known, sendingLimits } from '../hosts/index.ts';
import { findCase, reachedNobody } from '../incidents/index.ts';
import { findLetter } from '../letters/index.ts';
import { findRecipient, languageOf } from '../notices/index.ts';
import { readSettings } from '../settings/index.ts';
import { filesOf } from './files.repo.ts';
import type { StoredRepermission } from './repermission.repo.ts';

type Gap = Repermission['gaps'][number];

/** A plan with what follows from it. Throws `incident_not_found`. */
export async function viewOf(core: Core, db: ReadDb, stored: StoredRepermission): Promise<Repermission> {
  const { plan, result, clientId } = stored;
  const host = await findHost(db, (await findCase(core, db, stored.incidentId)).stored.hostId);
  const letter = stored.letterId === null ? null : await findLetter(db, stored.letterId);
  const files = await filesOf(db, stored.id);
  const clientLanguage = languageOf(await findRecipient(core, { clientId, hostId: host.id }));
  const { before, asked, keepsRest } = plan;
  const list: SortedList | null = before === null ? null : { before, asked, keepsRest };
  return {
    id: RepermissionId.parse(stored.id),
    incidentId: IncidentId.parse(stored.incidentId),
    clientId: ClientId.parse(clientId),
    clientName: stored.clientName,
    clientLanguage,
    hostId: HostId.parse(host.id),
    state: stateOf(stored, letter !== null && !reachedNobody(letter.state, (await readSettings(core, db)).transport)),
    plan,
    recentMonths: effectiveLimits(host.rules, host.own).maxSilenceMonths?.value ?? null,
    warnings: warningsOf({ ...plan, before: before ?? NOBODY }, hostMailing(host)).map(({ facts, rules, ...warning }) => ({
      ...warning,
      facts: { ...facts },
      rules: [...rules],
      sentence: core.texts.t(clientLanguage, `repermission:sentence.${warning.code}`, facts),
    })),
    recipients: before === null ? (plan.writesTo.length === 0 ? 0 : null) : recipientsOf({ ...plan, before }),
    figuresSentence: core.texts.t(clientLanguage, 'repermission:figures'),
    letter: letter === null ? null : { id: letter.id, state: letter.state, at: letter.sentAt ?? letter.createdAt },
    startedOn: stored.startedOn,
    overOn: stored.overOn,
    result,
    after: list !== null && isTold(result) ? countsAfter(list, result) : null,
    silent: isTold(result) ? silentOf(plan.asked, result) : null,
    gaps: gapsIn(list, result, files),
    files,
  };
}

/** Until the client tells something nobody knows what came of it: silence is no answer yet. */
const isTold = ({ yes, no, counts, toldOn }: Repermission['result']): boolean => toldOn !== null || counts !== null || yes + no > 0;

function stateOf({ startedOn, overOn }: StoredRepermission, isTold: boolean): RepermissionState {
  if (overOn !== null) return 'over';
  if (startedOn !== null) return 'running';
  return isTold ? 'sent' : 'drafted';
}

function gapsIn(list: SortedList | null, { counts, ...outcome }: Repermission['result'], files: Repermission['files']): Gap[] {
  const count = (purpose: string): number => files.filter((file) => file.purpose === purpose).length;
  // A list without anybody on it has not been sorted.
  if (counts === null || list === null || Object.values(list.before).every((count) => count === 0)) return [{ code: 'figures_missing', count: 1 }];
  return gapsOf(list, outcome, { counts, consentFiles: count('consent'), removalFiles: count('removal') }).map((gap: ResultGap) => ({ ...gap }));
}

/** Where the host says nothing, the rules of the source documents that ask for it. */
const BULK_RULES = ['000-10', '001-13'];
const PACE_RULES = ['001-19'];

/** What the host says of mailings, with the rules it comes from. */
function hostMailing({ rules, own }: HostRules): HostMailing {
  const { smallMailingMax } = effectiveLimits(rules, own);
  return {
    bulkPolicy: known(rules.bulkPolicy) ?? 'unknown',
    smallMailingMax: smallMailingMax?.value ?? null,
    limits: sendingLimits(rules, own),
    bulkRules: sourcesOf(rules.bulkPolicy, BULK_RULES),
    paceRules: sourcesOf(rules.pacing, PACE_RULES),
  };
}

function sourcesOf(value: HostRules['rules']['bulkPolicy'] | HostRules['rules']['pacing'], otherwise: readonly string[]): readonly string[] {
  const cited = value.state === 'known' ? (value.source.match(/\b00\d-\d\d\b/g) ?? []) : [];
  return cited.length === 0 ? otherwise : [...cited];
}
