import { useTranslation } from 'react-i18next';
import { ConcernRole } from '../../../src/contract/incidents.ts';
import { Handover } from '../../../src/contract/letters.ts';
import type { StoryTold } from '../../../src/contract/story.ts';
import { toldAlert } from '../../../src/shared/alert-words.ts';
import { storySentence } from '../../../src/shared/story-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useAlertSentence } from '../alerts/index.ts';

/** What the program told in the story of a case, in the language of the screens. */
export function useStorySentence(): (told: StoryTold) => string {
  const { t } = useTranslation(['story', 'incidents']);
  const { date } = useFormat();
  const alert = useAlertSentence();
  return (told) =>
    storySentence(told, {
      sentence: (key, values) => t(key, values),
      day: date,
      role: (role) => t(`incidents:role.${ConcernRole.parse(role)}`),
      channel: (channel) => t(`channel.${Handover.shape.channel.parse(channel)}`),
      alert: (values) => toldAlert(values, alert),
    });
}
