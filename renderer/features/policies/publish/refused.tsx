import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { Draft } from '../../../../src/contract/policies.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/display.tsx';
import { GapList } from '../editor/gaps.tsx';
import { unsavedOf, useUnsaved } from '../editor/unsaved.ts';
import { editorPath } from '../text-kinds.ts';

/** Why a text cannot be published yet, with the way to mend each; and that something typed is not in it. */
export function Refused({ text, draft }: { text: { readonly hostId: HostId; readonly kind: TextKind }; draft: z.infer<typeof Draft> }) {
  const { t } = useTranslation('policies');
  const unsaved = unsavedOf(
    useUnsaved((state) => state.wordings),
    text,
  );
  const { gaps, texts } = draft;
  return (
    <>
      {unsaved.length > 0 && (
        <Notice
          tone="attention"
          title={t('publish.unsaved', { count: unsaved.length })}
          actions={<LinkButton to={editorPath(text, unsaved[0]?.place)}>{t('publish.toEditor')}</LinkButton>}
        >
          {t('publish.unsavedWhy')}
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice tone="stopped" title={t('publish.refused', { count: gaps.length })}>
          <GapList
            gaps={gaps}
            texts={texts}
            wayTo={(place, label) => (
              <LinkButton to={editorPath(text, place)} icon={ArrowRight}>
                {label}
              </LinkButton>
            )}
          />
        </Notice>
      )}
    </>
  );
}
