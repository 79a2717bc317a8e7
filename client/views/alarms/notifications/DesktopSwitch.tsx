import { type JSX, useState } from 'react';
import { DESKTOP_MODES, useDesktopNotification } from '../../../state/desktop-notification.ts';
import { useText } from '../../../ui/text.ts';

/** Whether the desktop shows new critical alarms, of which kind, and why not. The browser asks for leave at the press. */
export function DesktopSwitch(): JSX.Element | null {
  const text = useText();
  const { mode, turn } = useDesktopNotification();
  const [leave, setLeave] = useState(() => ('Notification' in window ? Notification.permission : null));
  if (leave === null) return null;
  const next = DESKTOP_MODES[(DESKTOP_MODES.indexOf(mode) + 1) % DESKTOP_MODES.length]!;
  const press = async () => {
    if (mode !== 'off' && leave === 'granted') return turn(next);
    const given = await Notification.requestPermission();
    setLeave(given);
    turn(given === 'granted' ? 'real' : 'off');
  };
  const state = leave === 'denied' ? 'blocked' : leave === 'granted' ? mode : 'off';
  return (
    <button
      type="button"
      className={`plain sound-switch ${state === 'real' || state === 'simulated' ? 'on' : state}`}
      aria-pressed={state === 'real' || state === 'simulated'}
      title={text(`notification-screen.desktop-why.${state}`)}
      onClick={() => void press()}
    >
      {text(`notification-screen.desktop.${state}`)}
    </button>
  );
}
