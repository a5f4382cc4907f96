import type { Migration } from '../migration.ts';
import { spine } from './0010-spine.ts';
import { proof } from './0020-proof.ts';
import { reminders } from './0030-reminders.ts';
import { hosted } from './0040-hosted.ts';
import { logs } from './0050-logs.ts';
import { hostedMore } from './0060-hosted-more.ts';
import { hostedDays } from './0070-hosted-days.ts';
import { blocklists } from './0080-blocklists.ts';
import { incidents } from './0090-incidents.ts';
import { letters } from './0100-letters.ts';
import { explanations } from './0110-explanations.ts';
import { repermission } from './0120-repermission.ts';
import { recipients } from './0130-recipients.ts';
import { dossiers } from './0140-dossiers.ts';
import { story } from './0150-story.ts';
import { hostWord } from './0160-host-word.ts';
import { answerCame } from './0170-answer-came.ts';
import { hostMail } from './0180-host-mail.ts';
import { repermissionUncounted } from './0190-repermission-uncounted.ts';
import { letterAnswers } from './0200-letter-answers.ts';
import { reportWord } from './0210-report-word.ts';
import { hostMailWord } from './0220-host-mail-word.ts';
import { holderWord } from './0230-holder-word.ts';
import { alertFrozen } from './0240-alert-frozen.ts';
import { answerCounted } from './0250-answer-counted.ts';

/** Every step, in order. A test holds this list against the folder. */
export const migrations: readonly Migration[] = [
  spine,
  proof,
  reminders,
  hosted,
  logs,
  hostedMore,
  hostedDays,
  blocklists,
  incidents,
  letters,
  explanations,
  repermission,
  recipients,
  dossiers,
  story,
  hostWord,
  answerCame,
  hostMail,
  repermissionUncounted,
  letterAnswers,
  reportWord,
  hostMailWord,
  holderWord,
  alertFrozen,
  answerCounted,
];
