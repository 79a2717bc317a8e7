import { useEffect, useState } from 'react';

/** The browser's time, UTC ms, redrawn at every step of `everyMs`, aligned to it so that clocks tick together. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const step = () => {
      setNow(Date.now());
      timer = setTimeout(step, everyMs - (Date.now() % everyMs));
    };
    timer = setTimeout(step, everyMs - (Date.now() % everyMs));
    return () => clearTimeout(timer);
  }, [everyMs]);
  return now;
}
