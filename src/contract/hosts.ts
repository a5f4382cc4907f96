import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Language, Window } from './common.ts';
import { errors } from './errors.ts';
import { HostId, PackId } from './ids.ts';
import { OwnRules, RulePack } from './rule-pack.ts';

export const PresetId = z.enum(['shared-strict', 'shared-fr-conditions', 'enrolment-platform', 'vps-ru-whitelist', 'neutral']);
export type PresetId = z.infer<typeof PresetId>;

export const Pack = z.object({ id: PackId, hostId: HostId, name: z.string(), createdAt: Instant });
export const Host = z.object({
  id: HostId,
  name: z.string(),
  presetId: PresetId,
  rules: RulePack,
  own: OwnRules,
  packs: z.array(Pack),
  clients: z.number(),
  activeAccounts: z.number(),
  createdAt: Instant,
});
export type Host = z.infer<typeof Host>;

const name = z.string().trim().min(1).max(120);

export const hosts = {
  /** The presets, worded in `language`. */
  presets: oc
    .input(z.object({ language: Language }))
    .output(z.array(z.object({ id: PresetId, title: z.string(), summary: z.string(), rules: RulePack })))
    .errors(errors()),
  list: oc.input(z.object({})).output(z.array(Host)).errors(errors()),
  get: oc
    .input(z.object({ id: HostId }))
    .output(Host)
    .errors(errors('host_not_found')),
  /** Adds a host with its first pack. */
  create: oc
    .input(
      z.object({
        presetId: PresetId,
        name,
        packName: name,
        termsUrl: z
          .url({ protocol: /^https?$/ })
          .max(500)
          .optional(),
      }),
    )
    .output(Host)
    .errors(errors('preset_not_found')),
  rename: oc
    .input(z.object({ id: HostId, name }))
    .output(Host)
    .errors(errors('host_not_found')),
  addPack: oc
    .input(z.object({ hostId: HostId, name }))
    .output(Pack)
    .errors(errors('host_not_found')),
  renamePack: oc
    .input(z.object({ id: PackId, name }))
    .output(Pack)
    .errors(errors('pack_not_found')),
  /** Replaces the rules; every field that changed goes into the history with its author. Own rules may only be stricter, and nothing was read in the future. */
  setRules: oc
    .input(z.object({ id: HostId, rules: RulePack, own: OwnRules, reason: z.string().trim().max(500).default('') }))
    .output(Host)
    .errors(errors('host_not_found', 'own_rule_looser', 'date_in_future')),
  /** Refuses what `setRules` would refuse, and writes nothing. */
  checkRules: oc
    .input(z.object({ id: HostId, rules: RulePack, own: OwnRules }))
    .output(z.object({}))
    .errors(errors('host_not_found', 'own_rule_looser', 'date_in_future')),
  /** What changed in the rules, newest first. Values are JSON as stored. */
  ruleHistory: oc
    .input(Window.extend({ id: HostId }))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(
          z.object({
            at: Instant,
            author: z.string(),
            owner: z.enum(['host', 'reseller']),
            field: z.string(),
            before: z.string(),
            after: z.string(),
            reason: z.string(),
          }),
        ),
      }),
    )
    .errors(errors('host_not_found')),
};
