import { parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { Button, Calendar, CalendarCell, CalendarGrid, DateInput, DatePicker, DateSegment, Dialog, Group, Heading, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FieldFrame, type FieldWords } from './field.tsx';

interface DateFieldProps extends FieldWords {
  /** YYYY-MM-DD; null = empty. */
  value: string | null;
  onChange(value: string | null): void;
  /** Earliest day, YYYY-MM-DD. */
  min?: string;
}

/** A calendar date, written in the order of the screen's language, with a calendar to pick from. */
export function DateField({ label, hint, error, wide, value, onChange, min }: DateFieldProps) {
  const { t } = useTranslation('common');
  return (
    <DatePicker
      className="field"
      data-wide={wide}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? null)}
      isInvalid={error !== undefined}
      {...(min !== undefined && { minValue: parseDate(min) })}
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <Group className="input-group">
          <DateInput className="date-input">{(segment) => <DateSegment segment={segment} className="date-segment" />}</DateInput>
          <Button className="button icon-button" aria-label={t('openCalendar')}>
            <CalendarDays size={16} aria-hidden />
          </Button>
        </Group>
      </FieldFrame>
      <Popover className="popover">
        <Dialog className="calendar">
          <Calendar>
            <header>
              <Button slot="previous" className="button icon-button">
                <ChevronLeft size={16} aria-hidden />
              </Button>
              <Heading className="calendar-title" />
              <Button slot="next" className="button icon-button">
                <ChevronRight size={16} aria-hidden />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-cell" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
