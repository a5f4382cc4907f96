import type { ReminderSettings } from '../../../src/contract/reminders.ts';

/** What the fields of a part of the settings get. */
export interface SettingsPart {
  readonly values: ReminderSettings;
  set(part: Partial<ReminderSettings>): void;
}
