import type { JSX } from 'react';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { useText } from '../../../ui/text.ts';

interface Props {
  of: 'channels' | 'routes';
  name: string;
  /** Messages that wait for the channel. */
  waiting: number;
  problem: string | null;
  onRemove(): void;
  onClose(): void;
}

/** Asks before a channel or a route goes: neither comes back. */
export function RemoveDialog({ of, name, waiting, problem, onRemove, onClose }: Props): JSX.Element {
  const text = useText();
  return (
    <FormDialog
      title={text(of === 'channels' ? 'notification-screen.remove-channel' : 'notification-screen.remove-route')}
      about={name}
      does={text('notification-screen.remove')}
      problem={problem}
      onSubmit={onRemove}
      onClose={onClose}
    >
      <p className="dialog-note">
        {of === 'channels'
          ? text('notification-screen.remove-channel-note', { count: waiting })
          : text('notification-screen.remove-route-note')}
      </p>
    </FormDialog>
  );
}
