import { type RefObject, useEffect, useRef, useState } from 'react';

/** An element's width in CSS pixels as it changes, 0 before it stands. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const place = element.current;
    if (place === null) return;
    const observer = new ResizeObserver(() => setWidth(place.clientWidth));
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
