import { migrations } from '../../db/migrations/index.ts';
import { AppError } from '../../shared/app-error.ts';
import { panelSecrets } from '../connections/index.ts';
import type { Core } from '../core.ts';
import { evidencePayload } from '../evidence/index.ts';
import { checkLedger } from '../ledger/index.ts';
import { danglingReferences, integrityProblems, outboxOddities, publishedTexts, schemaVersion } from './system.repo.ts';

type Outcome = 'pass' | 'fail' | 'unknown';
type CheckId = 'integrity' | 'foreign_keys' | 'schema' | 'data_folder' | 'outbox' | 'secrets' | 'policy_hashes' | 'ledger';

interface Check {
  readonly id: CheckId;
  readonly outcome: Outcome;
  /** Figures and codes, in no language. */
  readonly detail: string;
}

type Finding = Omit<Check, 'id'>;

function judged(good: boolean, detail: string): Finding {
  return { outcome: good ? 'pass' : 'fail', detail };
}

async function integrity({ db }: Core): Promise<Finding> {
  const problems = await integrityProblems(db.read);
  return judged(problems.length === 0, problems.length === 0 ? 'ok' : problems.join('; '));
}

async function foreignKeys({ db }: Core): Promise<Finding> {
  const dangling = await danglingReferences(db.read);
  return judged(dangling === 0, String(dangling));
}

async function schema({ db }: Core): Promise<Finding> {
  const [found, known] = [await schemaVersion(db.read), migrations.at(-1)?.version ?? 0];
  return judged(found === known, `${found} / ${known}`);
}

/** The folder takes a file: there is space and permission. */
async function dataFolder({ files, codec }: Core): Promise<Finding> {
  const { sizeBytes } = await files.put('doctor.txt', 'text/plain', codec.encodeUtf8('ok'));
  return judged(sizeBytes === 2, 'ok');
}

async function outbox({ db }: Core): Promise<Finding> {
  const { contradicting, uncertain } = await outboxOddities(db.read);
  return judged(contradicting === 0, `contradicting: ${contradicting}, uncertain: ${uncertain}`);
}

/** A folder that keeps no secret needs no store; a secret it keeps must be readable, else this throws and is a finding. A panel without its secret is read no more. */
async function secrets(core: Core): Promise<Finding> {
  const panels = await panelSecrets(core.db.read);
  const states: string[] = [];
  for (const name of ['smtp', ...panels]) {
    const state = await core.secrets.state(name);
    if (state === 'set') await core.secrets.get(name);
    states.push(state);
  }
  const missing = states.slice(1).filter((state) => state === 'not_set').length;
  const outcome = missing > 0 ? 'fail' : states.includes('stored_by_other_shell') ? 'unknown' : 'pass';
  return { outcome, detail: [`smtp: ${states[0]}`, ...(panels.length === 0 ? [] : [`panels: ${panels.length - missing} / ${panels.length}`])].join(', ') };
}

/** Every published text still has the hash it was published under. */
async function policyHashes(core: Core): Promise<Finding> {
  const texts = await publishedTexts(core.db.read);
  const wrong = texts.filter(({ content, sha256 }) => core.hasher.sha256(content) !== sha256).map(({ version_id, language }) => `${version_id} ${language}`);
  return judged(wrong.length === 0, wrong.length === 0 ? String(texts.length) : wrong.join(', '));
}

/** The whole chain, and what it says against the tables. */
async function ledger(core: Core): Promise<Finding> {
  for await (const step of checkLedger(core, { evidence: evidencePayload }, undefined)) {
    if (step.kind !== 'done') continue;
    const { rows, problems } = step.result;
    return judged(problems.length === 0, problems.length === 0 ? String(rows) : problems.map(({ entry, problem }) => `${problem} ${entry}`).join(', '));
  }
  throw new Error('The check ended without a result');
}

const CHECKS: Readonly<Record<CheckId, (core: Core) => Promise<Finding>>> = {
  integrity,
  foreign_keys: foreignKeys,
  schema,
  data_folder: dataFolder,
  outbox,
  secrets,
  policy_hashes: policyHashes,
  ledger,
};
const ORDER: readonly CheckId[] = ['integrity', 'foreign_keys', 'schema', 'data_folder', 'outbox', 'secrets', 'policy_hashes', 'ledger'];

/** Examines the data folder. A check that fails with a declared error is a finding; one that cannot be made is `unknown` and logged. */
export async function examine(core: Core): Promise<Check[]> {
  const checks: Check[] = [];
  for (const id of ORDER) {
    try {
      checks.push({ id, ...(await CHECKS[id](core)) });
    } catch (error) {
      core.logger.error('check_failed', error, { check: id });
      checks.push({ id, outcome: error instanceof AppError ? 'fail' : 'unknown', detail: error instanceof AppError ? error.code : 'not_checked' });
    }
  }
  return checks;
}
