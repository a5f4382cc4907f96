import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

interface ButtonsProps {
  save: string;
  isDisabled: boolean;
  isPending: boolean;
  onClose(): void;
  onSave(): void;
}

/** The way back, and the way on. */
export function DialogButtons({ save, isDisabled, isPending, onClose, onSave }: ButtonsProps) {
  const { t } = useTranslation('common');
  return (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button variant="primary" isDisabled={isDisabled} isPending={isPending} onPress={onSave}>
        {save}
      </Button>
    </>
  );
}
