import type { z } from 'zod';
import type { Admission } from '../../contract/dossiers.ts';
import { RuleId, type RulePack, type ServerKind } from '../../contract/rule-pack.ts';

type Server = z.infer<typeof ServerKind>;
/** Rules of the source documents about servers, and those that rule one out; others behind the same value are about the evidence. */
const ABOUT_SERVERS: readonly string[] = ['004-02', '004-03'];
const RULING_OUT: readonly string[] = ['004-03'];

/** Whether a host puts such a server on its white list, as far as its rules are known. */
export function admissionOf({ whitelist }: Pick<RulePack, 'whitelist'>, server: Server): Omit<z.input<typeof Admission>, 'hostName' | 'question'> {
  if (whitelist.state === 'unknown') return { verdict: 'unknown', because: 'rule_unknown', servers: [], rules: [], source: '', readOn: null };
  const { possible, servers } = whitelist.value;
  const known = { servers: [...servers], rules: rulesIn(whitelist.source, ABOUT_SERVERS), source: whitelist.source, readOn: whitelist.readOn };
  if (!possible) return { verdict: 'refused', because: 'no_white_list', ...known };
  if (servers.length === 0) return { verdict: 'unknown', because: 'servers_unknown', ...known };
  if (servers.includes(server)) return { verdict: 'admitted', because: 'admitted', ...known };
  return { verdict: 'refused', because: 'other_server', ...known, rules: rulesIn(whitelist.source, RULING_OUT) };
}

function rulesIn(source: string, wanted: readonly string[]): string[] {
  const all = source.split(/,\s*/).filter((id) => RuleId.safeParse(id).success);
  const about = all.filter((id) => wanted.includes(id));
  return about.length > 0 ? about : all;
}
