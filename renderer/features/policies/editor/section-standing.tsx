import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { SectionState } from '../../../../src/contract/texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import type { Place, TextOfHost } from './unsaved.ts';
import { useConfirm } from './use-editing.ts';

interface StandingProps {
  text: TextOfHost;
  place: Place;
  state: z.infer<typeof SectionState>;
}

/** Why a section has to be looked at before publishing, and the button that says that it stays as it is. */
export function SectionStanding({ text, place, state }: StandingProps) {
  const { t } = useTranslation(['policies', 'common']);
  const confirm = useConfirm(text);
  if (!state.behind && !state.outdated) return null;
  const language = t(`common:language.${place.language}`);
  const [title, why] = state.behind ? [t('editor.behindTitle'), t('editor.behindWhy', { language })] : [t('editor.outdatedTitle'), t('editor.outdatedWhy')];
  const action = (
    <Button icon={Check} isPending={confirm.isPending} onPress={() => confirm.mutate(place)}>
      {state.behind ? t('editor.nothingToChange', { language }) : t('editor.keepWording')}
    </Button>
  );
  return (
    <>
      <Notice tone="attention" title={title} actions={action}>
        {why}
      </Notice>
      {confirm.error !== null && <ErrorNotice error={confirm.error} />}
    </>
  );
}
