import { useTranslation } from 'react-i18next';
import type { ReplyReason, ReplyVerdict } from '../../../src/contract/acknowledgements.ts';

/** Why a reply was judged as it was, in plain words. One that was decided and waits again was taken back in between. */
export function ReplyWhy({ reply: { verdict, reason } }: { reply: { readonly verdict: ReplyVerdict; readonly reason: ReplyReason } }) {
  const { t } = useTranslation('replies');
  return t(verdict === 'to_read' && reason === 'decided_by_hand' ? 'why.taken_back' : `why.${reason}`);
}
