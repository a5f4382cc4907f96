import type { IncidentKind, StepId } from '../../src/contract/incidents.ts';
import type { Contract } from '../../src/contract/index.ts';
import type { RuleField } from '../../src/contract/rule-pack.ts';
import type { TextKind } from '../../src/contract/texts.ts';
import type { MailRule } from '../../src/shared/checks.ts';

/** An operation of the contract, by its name. */
export type OperationName = { [Group in keyof Contract]: `${Group}.${keyof Contract[Group] & string}` }[keyof Contract];

/** Where a rule of the source documents is served. */
export type Place =
  | { readonly by: 'value'; readonly field: RuleField }
  | { readonly by: 'statement' }
  | { readonly by: 'text'; readonly kind: TextKind; readonly section: string }
  /** A step of a procedure. */
  | { readonly by: 'step'; readonly kind: IncidentKind; readonly step: StepId }
  /** A rule of the check of mails, kept and broken by labelled mails. */
  | { readonly by: 'lint'; readonly rule: MailRule }
  | { readonly by: 'operation'; readonly name: OperationName }
  /** A test that proves it, by its name. */
  | { readonly by: 'check'; readonly path: string; readonly name: string }
  /** Not served, and why not. */
  | { readonly by: 'none'; readonly why: string };
