import { type DateValue, parseDate, parseDateTime, parseTime, toCalendarDateTime } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  TimeField as AriaTimeField,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  type DatePickerProps,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FieldFrame, type FieldWords } from './field.tsx';

interface DateFieldProps extends FieldWords {
  /** YYYY-MM-DD; null = empty. */
  value: string | null;
  onChange(value: string | null): void;
  /** Earliest day, YYYY-MM-DD. */
  min?: string;
  /** Latest day, YYYY-MM-DD. */
  max?: string;
}

/** A calendar date, written in the order of the screen's language, with a calendar to pick from. */
export function DateField({ value, onChange, min, max, ...words }: DateFieldProps) {
  return (
    <Picker
      {...words}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? null)}
      {...(min !== undefined && { minValue: parseDate(min) })}
      {...(max !== undefined && { maxValue: parseDate(max) })}
    />
  );
}

/** A day and a time of day on the clock of this machine: `2026-03-12T14:05`; null = empty or not complete. */
export function DateTimeField({ value, onChange, ...words }: FieldWords & { value: string | null; onChange(value: string | null): void }) {
  return (
    <Picker
      {...words}
      granularity="minute"
      hideTimeZone
      value={value === null ? null : parseDateTime(value)}
      onChange={(date) => onChange(date === null ? null : toCalendarDateTime(date).toString().slice(0, 16))}
    />
  );
}

/** A time of day, `09:00`, written in the way of the screen's language; clearing it changes nothing. */
export function TimeField({ label, hint, error, value, onChange }: FieldWords & { value: string; onChange(value: string): void }) {
  return (
    <AriaTimeField
      className="field"
      shouldForceLeadingZeros
      value={parseTime(value)}
      onChange={(time) => time !== null && onChange(time.toString().slice(0, 5))}
      isInvalid={error !== undefined}
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <DateInput className="input-group date-input">{(segment) => <DateSegment segment={segment} className="date-segment" />}</DateInput>
      </FieldFrame>
    </AriaTimeField>
  );
}

type PickerProps = FieldWords & Omit<DatePickerProps<DateValue>, 'children' | 'className' | 'style' | 'isInvalid'>;

function Picker({ label, hint, error, wide, ...rest }: PickerProps) {
  return (
    <DatePicker {...rest} className="field" data-wide={wide} isInvalid={error !== undefined}>
      <FieldFrame label={label} hint={hint} error={error}>
        <PickerInput />
      </FieldFrame>
      <PickerCalendar />
    </DatePicker>
  );
}

function PickerInput() {
  const { t } = useTranslation('common');
  return (
    <Group className="input-group">
      <DateInput className="date-input">{(segment) => <DateSegment segment={segment} className="date-segment" />}</DateInput>
      <Button className="button icon-button" aria-label={t('openCalendar')}>
        <CalendarDays size={16} aria-hidden />
      </Button>
    </Group>
  );
}

function PickerCalendar() {
  return (
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
  );
}
