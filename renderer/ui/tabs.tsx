import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
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

/** Brings the tab that is open into sight where a narrow line holds more than it shows. */
function useOpenTabInSight(line: RefObject<HTMLElement | null>, open: string | undefined): void {
  useEffect(() => {
    if (open === undefined) return;
    line.current?.querySelector('[aria-current], [aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [line, open]);
}

/** Tabs inside a screen, on one line; arrow keys change them. */
export function Tabs({ label, tabs, open, selected, onSelect }: TabsProps) {
  const line = useRef<HTMLDivElement>(null);
  useOpenTabInSight(line, selected ?? open);
  return (
    <AriaTabs
      {...(open !== undefined && { defaultSelectedKey: open })}
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect !== undefined && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList ref={line} aria-label={label} className="tabs">
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

/** Tabs that are places of their own (`/notices`, `/notices/proof`), on one line: links, so that back works. A place below a tab's own belongs to it. */
export function RouteTabs({ label, tabs, sub }: RouteTabsProps) {
  const [location] = useLocation();
  const here = tabs
    .map(({ to }) => to)
    .filter((to) => location === to || location.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0];
  const line = useRef<HTMLElement>(null);
  useOpenTabInSight(line, here);
  return (
    <nav ref={line} aria-label={label} className="tabs" data-sub={sub}>
      {tabs.map((tab) => (
        <a key={tab.to} href={`#${tab.to}`} className="tab" aria-current={tab.to !== here ? undefined : location === here ? 'page' : 'true'}>
          {tab.label}
        </a>
      ))}
    </nav>
  );
}
