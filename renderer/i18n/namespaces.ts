import type bounces from '../../locales/en/bounces.json';
import type bundle from '../../locales/en/bundle.json';
import type clients from '../../locales/en/clients.json';
import type common from '../../locales/en/common.json';
import type editor from '../../locales/en/editor.json';
import type evidenceScreen from '../../locales/en/evidenceScreen.json';
import type fields from '../../locales/en/fields.json';
import type hosts from '../../locales/en/hosts.json';
import type imports from '../../locales/en/imports.json';
import type ledger from '../../locales/en/ledger.json';
import type mailbox from '../../locales/en/mailbox.json';
import type notices from '../../locales/en/notices.json';
import type policies from '../../locales/en/policies.json';
import type reminders from '../../locales/en/reminders.json';
import type replies from '../../locales/en/replies.json';
import type rules from '../../locales/en/rules.json';
import type sending from '../../locales/en/sending.json';
import type settings from '../../locales/en/settings.json';
import type shell from '../../locales/en/shell.json';
import type today from '../../locales/en/today.json';
import type welcome from '../../locales/en/welcome.json';
import type { ErrorCode } from '../../src/contract/errors.ts';

/** The namespaces of the screens with their keys: what `t` accepts. Other namespaces belong to documents the core words. */
export interface EnglishTexts {
  common: typeof common;
  shell: typeof shell;
  welcome: typeof welcome;
  today: typeof today;
  hosts: typeof hosts;
  editor: typeof editor;
  fields: typeof fields;
  policies: typeof policies;
  settings: typeof settings;
  clients: typeof clients;
  imports: typeof imports;
  notices: typeof notices;
  sending: typeof sending;
  bounces: typeof bounces;
  mailbox: typeof mailbox;
  evidenceScreen: typeof evidenceScreen;
  replies: typeof replies;
  ledger: typeof ledger;
  bundle: typeof bundle;
  rules: typeof rules;
  reminders: typeof reminders;
  errors: Record<ErrorCode, string>;
}
