import { type ComponentType, lazy, useState } from 'react';
import { loadScreenTexts } from '../i18n/i18n.ts';

/** A screen, or what opens over it, whose code and words are fetched when it is first shown, or before, once asked to. */
export interface ScreenOnDemand {
  (): React.JSX.Element;
  /** Fetches the code; a failure is left to the moment when the screen is shown. */
  prepare(): Promise<void>;
}

/** Makes a screen of a module that is not loaded yet. What was fetched before is shown at once, without the fallback of `Suspense`. */
export function onDemand(load: () => Promise<ComponentType>): ScreenOnDemand {
  let loaded: ComponentType | undefined;
  const fetchOnce = async () => {
    // Side by side: the words are no reason to wait longer for the code.
    const [component] = await Promise.all([loaded ?? load(), loadScreenTexts()]);
    loaded = component;
    return { default: component };
  };
  const Fetched = lazy(fetchOnce);
  function Screen() {
    // Chosen once: a screen that is shown must not change its type, or it would lose its state.
    const [Shown] = useState<ComponentType>(() => loaded ?? Fetched);
    return <Shown />;
  }
  Screen.prepare = () => fetchOnce().then(ignore, ignore);
  return Screen;
}

function ignore(): void {}
