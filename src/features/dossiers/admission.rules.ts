import type { z } from 'zod';
import type { Admission } from '../../contract/dossiers.ts';
import { RuleId, type RulePack, type ServerKind } from '../../contract/rule-pack.ts';

type Server = z.infer<typeof ServerKind>;
/** Rules of the source documents that decide about servers; others behind the same value are about the evidence. */
const ABOUT_SERVERS: readonly string[] = ['004-02', '004-03'];

/** Whether a host puts such a server on its white list, as far as its rules are known. */
export function admissionOf({ whitelist }: Pick<RulePack, 'whitelist'>, server: Server): Omit<z.input<typeof Admission>, 'hostName' | 'question'> {
  if (whitelist.state === 'unknown') return { verdict: 'unknown', because: 'rule_unknown', servers: [], rules: [], source: '', readOn: null };
  const { possible, servers } = whitelist.value;
  const known = { servers: [...servers], rules: rulesIn(whitelist.source), source: whitelist.source, readOn: whitelist.readOn };
  if (!possible) return { verdict: 'refused', because: 'no_white_list', ...known };
  if (servers.length === 0) return { verdict: 'unknown', because: 'servers_unknown', ...known };
  return servers.includes(server) ? { verdict: 'admitted', because: 'admitted', ...known } : { verdict: 'refused', because: 'other_server', ...known };
}

function rulesIn(source: string): string[] {
  const all = source.split(/,\s*/).filter((id) => RuleId.safeParse(id).success);
  const about = all.filter((id) => ABOUT_SERVERS.includes(id));
  return about.length > 0 ? about : all;
}
