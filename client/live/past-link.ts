import type { Link } from './link.ts';

/**
 * The stream's link as the screen sees it: while a moment of the past is shown, ages count from that moment
 * (clock() + offsetMs is the moment, whatever the clock says). The same object until something changes.
 */
export function pastLink(link: () => Link, moment: () => number | null, clock: () => number): () => Link {
  let made: { of: Link; moment: number; link: Link } | null = null;
  return () => {
    const of = link();
    const at = moment();
    if (at === null || of.state === 'mismatch') return of;
    if (made?.of !== of || made.moment !== at) {
      const shown: Link = {
        ...of,
        state: 'past',
        get offsetMs() {
          return at - clock();
        },
      };
      made = { of, moment: at, link: shown };
    }
    return made.link;
  };
}
