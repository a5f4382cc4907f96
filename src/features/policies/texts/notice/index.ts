import type { Sections } from '../section.rules.ts';
import { consequences, ifItHappens, security, triggers } from './breach.rules.ts';
import { acceptance, alternatives, resale } from './closing.rules.ts';
import { allowed, conditions, law, limits } from './conduct.rules.ts';
import { definitions, summary, who, why } from './opening.rules.ts';

/** The notice every client gets. */
export const notice: Sections<'notice'> = {
  who,
  summary,
  why,
  definitions,
  allowed,
  conditions,
  limits,
  law,
  triggers,
  consequences,
  if_it_happens: ifItHappens,
  security,
  alternatives,
  resale,
  acceptance,
};
