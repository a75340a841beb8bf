import { useCallback, useRef, useState } from 'react';

/** What is assumed until the element was measured. */
const DEFAULT_WIDTH = 800;

function observe(
  element: Element,
  onWidth: (width: number) => void,
): () => void {
  if (typeof ResizeObserver === 'undefined') return () => {};
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) onWidth(entry.contentRect.width);
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** The width of an element in pixels, and the ref to give it. */
export function useWidth(): [number, (element: Element | null) => void] {
  const [width, setWidth] = useState(DEFAULT_WIDTH);
  const stop = useRef(() => {});
  const ref = useCallback((element: Element | null) => {
    stop.current();
    stop.current = element ? observe(element, setWidth) : () => {};
  }, []);
  return [width, ref];
}
