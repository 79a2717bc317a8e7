import { type RefObject, useEffect, useRef } from 'react';
import { useOverlay } from './overlay.ts';

/**
 * A native dialog that is open while it is mounted: focus stays in it and goes back where it was, Escape closes it, and
 * so does a press beside it.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useOverlay((overlay) => overlay.close);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    // The backdrop belongs to the dialog's element; what is in front of it does not.
    const press = (event: MouseEvent) => {
      if (event.target === element) close();
    };
    element.addEventListener('close', close);
    element.addEventListener('mousedown', press);
    return () => {
      element.removeEventListener('close', close);
      element.removeEventListener('mousedown', press);
      element.close();
    };
  }, [close]);
  return dialog;
}
