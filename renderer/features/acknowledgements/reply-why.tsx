import { useTranslation } from 'react-i18next';
import type { ReplyReason, ReplyVerdict } from '../../../src/contract/acknowledgements.ts';

interface Judged {
  readonly verdict: ReplyVerdict;
  readonly reason: ReplyReason;
  readonly decidedBy: string;
}

/** Why a reply was judged as it was, in plain words. One that was decided and waits again was taken back in between. */
export function ReplyWhy({ reply: { verdict, reason, decidedBy } }: { reply: Judged }) {
  const { t } = useTranslation('replies');
  if (reason !== 'decided_by_hand') return t(`why.${reason}`);
  if (verdict === 'to_read') return t('why.taken_back');
  return decidedBy === '' ? t('why.decided_by_hand') : t('detail.decidedBy', { author: decidedBy });
}
