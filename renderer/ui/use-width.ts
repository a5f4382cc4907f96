import { useEffect, useState } from 'react';

/** The width of an element in whole pixels; `before` until it is in the page. */
export function useWidth(element: { readonly current: HTMLElement | null }, before = 0): number {
  const [width, setWidth] = useState(before);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
