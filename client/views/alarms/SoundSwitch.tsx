import { type JSX, useEffect } from 'react';
import { useAlarmSound } from '../../state/alarm-sound.ts';
import { allowSound, canSound, playTone } from '../../ui/alarm-tone.ts';
import { SoundIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';

/** Whether new critical alarms are heard, and why not. Turning it on plays the tone once: that is how it will sound. */
export function SoundSwitch(): JSX.Element {
  const text = useText();
  const { on, blocked, turn, block } = useAlarmSound();
  const state = !canSound() ? 'unsupported' : !on ? 'off' : blocked ? 'blocked' : 'on';
  useEffect(() => {
    if (on) void allowSound().then((allowed) => block(!allowed));
  }, [on, block]);
  const press = () => {
    if (state === 'on') return turn(false);
    turn(true);
    void playTone().then((played) => block(!played));
  };
  return (
    <button
      type="button"
      className={`plain sound-switch ${state}`}
      aria-pressed={state === 'on'}
      disabled={state === 'unsupported'}
      title={text(`alarms.sound-why.${state}`)}
      onClick={press}
    >
      <SoundIcon size={16} /> {text(`alarms.sound.${state}`)}
    </button>
  );
}
