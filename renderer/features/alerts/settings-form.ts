import type { z } from 'zod';
import type { AlertSettings } from '../../../src/contract/alerts.ts';

export type Settings = z.infer<typeof AlertSettings>;

/** What the fields of a form of the settings get: the values as they are typed, and a way to change some. */
export interface FieldsProps {
  readonly values: Settings;
  set(part: Partial<Settings>): void;
}
