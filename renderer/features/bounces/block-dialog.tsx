import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useBlocking } from './use-blocking.ts';

/** Blocks an address or a whole domain by hand. It can be lifted, so nothing is asked again. */
export function BlockDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['bounces', 'common']);
  const blocking = useBlocking(onClose);
  const { isOtherError, error, isPending, submit } = blocking;
  return (
    <Dialog
      title={t('block.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
            {t('block.do')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('block.why')}</p>
      <BlockFields blocking={blocking} />
      {isOtherError && <ErrorNotice error={error} />}
    </Dialog>
  );
}

type Blocking = ReturnType<typeof useBlocking>;

/** What, how long, why. */
function BlockFields({ blocking: { form, set, faults, today } }: { blocking: Blocking }) {
  const { t } = useTranslation('bounces');
  return (
    <>
      <TextField
        label={t('block.value')}
        hint={t('block.valueHint')}
        isRequired
        maxLength={254}
        value={form.value}
        onChange={(value) => set({ value })}
        error={faults.value === undefined ? undefined : t(`block.${faults.value}`)}
      />
      <HowLong form={form} set={set} today={today} isMissing={faults.until} />
      <TextArea
        label={t('block.note')}
        rows={2}
        maxLength={1000}
        isRequired
        value={form.note}
        onChange={(note) => set({ note })}
        error={faults.note ? t('block.noteMissing') : undefined}
      />
    </>
  );
}

function HowLong({ form, set, today, isMissing }: Pick<Blocking, 'form' | 'set' | 'today'> & { isMissing: boolean }) {
  const { t } = useTranslation('bounces');
  return (
    <>
      <RadioCards
        label={t('block.how')}
        across
        value={form.how}
        onChange={(how) => set({ how })}
        options={[
          { id: 'forGood', label: t('block.forGood') },
          { id: 'untilDay', label: t('block.untilDay') },
        ]}
      />
      {form.how === 'untilDay' && (
        <DateField
          label={t('block.day')}
          min={today}
          value={form.until}
          onChange={(until) => set({ until })}
          error={isMissing ? t('block.dayMissing') : undefined}
        />
      )}
    </>
  );
}
