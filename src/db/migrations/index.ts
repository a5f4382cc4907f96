import type { Migration } from '../migration.ts';
import { spine } from './0010-spine.ts';
import { proof } from './0020-proof.ts';
import { reminders } from './0030-reminders.ts';
import { hosted } from './0040-hosted.ts';

/** Every step, in order. A test holds this list against the folder. */
export const migrations: readonly Migration[] = [spine, proof, reminders, hosted];
