import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link, Tooltip, TooltipTrigger } from 'react-aria-components';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Looks {
  /** One primary button a screen. `danger` for what cannot be undone. */
  variant?: Variant;
  size?: 'normal' | 'large';
  icon?: LucideIcon | undefined;
  children: ReactNode;
}

/** A button that does something. `isPending` keeps it focused and says that it works. */
export function Button({
  variant = 'secondary',
  size = 'normal',
  icon: Icon,
  children,
  ...rest
}: Looks & Omit<AriaButtonProps, 'children' | 'className' | 'style'>) {
  return (
    <AriaButton {...rest} className="button" data-variant={variant} data-size={size}>
      {Icon && <Icon size={16} aria-hidden />}
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
