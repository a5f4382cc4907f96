import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { useLocation } from 'wouter';

interface TabContent {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabContent[];
  /** The tab that is open at first; the first one when left out. */
  open?: string;
  /** The tab that is open now, for screens that change it themselves; goes with `onSelect`. */
  selected?: string;
  onSelect?(id: string): void;
}

/** Tabs inside a screen; arrow keys change them. */
export function Tabs({ label, tabs, open, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      {...(open !== undefined && { defaultSelectedKey: open })}
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect !== undefined && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList aria-label={label} className="tabs">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

interface RouteTabsProps {
  label: string;
  tabs: readonly { readonly to: string; readonly label: ReactNode }[];
  /** Parts of a part: drawn below the tabs they belong to, and quieter. */
  sub?: boolean;
}

/** Tabs that are places of their own (`/notices`, `/notices/proof`): links, so that back works. A place below a tab's own belongs to it. */
export function RouteTabs({ label, tabs, sub }: RouteTabsProps) {
  const [location] = useLocation();
  const here = tabs
    .map(({ to }) => to)
    .filter((to) => location === to || location.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={label} className="tabs" data-sub={sub}>
      {tabs.map((tab) => (
        <a key={tab.to} href={`#${tab.to}`} className="tab" aria-current={tab.to !== here ? undefined : location === here ? 'page' : 'true'}>
          {tab.label}
        </a>
      ))}
    </nav>
  );
}
