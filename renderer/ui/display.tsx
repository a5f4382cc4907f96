import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { TONE_ICONS, type Tone } from './tone.tsx';

/** A part of a page on its own surface. `flush` = the content reaches the edges (tables). */
export function Card({ title, actions, flush, children }: { title?: ReactNode; actions?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className="card" data-flush={flush}>
      {title !== undefined && (
        <div className="card-head">
          <h2>{title}</h2>
          {actions !== undefined && <div className="row">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** A state: icon, word and colour. */
export function StateTag({ tone, icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? TONE_ICONS[tone];
  return (
    <span className="tag" data-tone={tone}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
}

/** Something to know, in a coloured box. `role="alert"` is set for `stopped`. */
export function Notice({ tone, title, actions, children }: { tone: Tone; title?: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  const Icon = TONE_ICONS[tone];
  return (
    <div className="notice" data-tone={tone} role={tone === 'stopped' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden />
      <div>
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div className="prose">{children}</div>}
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  );
}

/** Nothing here yet: what would be here, and what to do next. */
export function EmptyState({ icon: Icon, title, children, actions }: { icon: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon size={24} aria-hidden />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <p className="prose">{children}</p>}
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  );
}

/** Names with their values. */
export function KeyValues({ items }: { items: readonly { readonly key: string; readonly label: ReactNode; readonly value: ReactNode }[] }) {
  return (
    <dl className="key-values">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Hashes, addresses, ids: copied exactly, broken anywhere. */
export function CodeText({ children }: { children: ReactNode }) {
  return <code className="code">{children}</code>;
}

/** Where one is in a job of several steps. */
export function Stepper({ label, steps, current }: { label: string; steps: readonly { readonly id: string; readonly label: string }[]; current: string }) {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.id} aria-current={step.id === current ? 'step' : undefined} data-state={index < at ? 'done' : 'open'}>
          {step.label}
        </li>
      ))}
    </ol>
  );
}
