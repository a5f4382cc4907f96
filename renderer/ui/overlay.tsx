import { type LucideIcon, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Menu as AriaMenu, Heading, MenuItem, MenuTrigger, Modal, ModalOverlay, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange(open: boolean): void;
  children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  wide?: boolean;
  /** For decisions: only the buttons and Escape close it. */
  decides?: boolean;
}

/** A window over the page; Escape closes it and the focus returns to where it was. */
export function Dialog(props: DialogProps) {
  return (
    <ModalOverlay className="scrim" isOpen={props.isOpen} onOpenChange={props.onOpenChange} isDismissable={props.decides !== true}>
      <Modal className="dialog-box" data-wide={props.wide}>
        <DialogContent {...props} />
      </Modal>
    </ModalOverlay>
  );
}

/** A dialog at the side: details of a row, with the list still in sight. */
export function Drawer(props: Omit<DialogProps, 'wide'>) {
  return (
    <ModalOverlay className="scrim" data-side isOpen={props.isOpen} onOpenChange={props.onOpenChange} isDismissable>
      <Modal className="dialog-box">
        <DialogContent {...props} />
      </Modal>
    </ModalOverlay>
  );
}

function DialogContent({ title, children, actions, decides, onOpenChange }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <AriaDialog className="dialog" role={decides === true ? 'alertdialog' : 'dialog'}>
      <div className="dialog-head">
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        <IconButton icon={X} label={t('close')} onPress={() => onOpenChange(false)} />
      </div>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <div className="dialog-actions">{actions}</div>}
    </AriaDialog>
  );
}

/** One line of a menu. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly tone?: 'stopped';
  readonly isDisabled?: boolean;
  run(): void;
}

/** A menu that opens from `trigger` (a Button or IconButton). */
export function Menu({ trigger, actions }: { trigger: ReactElement; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" offset={4}>
        <AriaMenu onAction={(key) => actions.find((action) => action.id === key)?.run()}>
          {actions.map(({ id, label, icon: Icon, tone, isDisabled = false }) => (
            <MenuItem key={id} id={id} textValue={label} isDisabled={isDisabled} className="option" data-tone={tone}>
              {Icon && <Icon size={16} aria-hidden />}
              <span className="option-text">{label}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
