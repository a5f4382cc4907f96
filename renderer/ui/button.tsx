import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { announce } from './announce.tsx';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonProps = Looks & Omit<AriaButtonProps, 'children' | 'className' | 'style'>;

interface Looks {
  /** One primary button a screen. `danger` for what cannot be undone. */
  variant?: Variant;
  size?: 'normal' | 'large';
  icon?: LucideIcon | undefined;
  children: ReactNode;
}

/** A button that does something. While `isPending` it keeps the focus, says that it works, and cannot be pressed again. */
export function Button({ variant = 'secondary', size = 'normal', icon: Icon, isPending = false, children, type = 'button', onPress, ...rest }: ButtonProps) {
  const { t } = useTranslation('common');
  const working = t('working');
  // Not react-aria's own isPending: its announcement leaves an image without a name behind when the button goes away.
  useEffect(() => {
    if (isPending) announce(working);
  }, [isPending, working]);
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : type}
      {...(onPress !== undefined && !isPending && { onPress })}
      className="button"
      data-variant={variant}
      data-size={size}
      data-pending={isPending ? true : undefined}
    >
      {isPending ? <LoaderCircle size={16} className="button-spinner" aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
      {children}
    </AriaButton>
  );
}

/** A link that looks like a button: it goes somewhere (`#/clients`). */
export function LinkButton({ variant = 'secondary', size = 'normal', icon: Icon, children, to }: Looks & { to: string }) {
  return (
    <Link href={`#${to}`} className="button" data-variant={variant} data-size={size}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </Link>
  );
}

/** A button with an icon only; its name is read out and shown as a tooltip. */
export function IconButton({
  icon: Icon,
  label,
  ...rest
}: { icon: LucideIcon; label: string } & Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'>) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className="button icon-button">
        <Icon size={18} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
