import { type JSX, useState } from 'react';
import type { ChannelView } from '../../../../shared/wire/notifications.ts';
import type { ChannelEdit, ChannelWish } from '../../../api/notifications.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { useText } from '../../../ui/text.ts';

interface Props {
  /** The channel that is changed; null for a new one. */
  channel: ChannelView | null;
  problem: string | null;
  onAdd(wish: ChannelWish): void;
  onChange(edit: ChannelEdit): void;
  onClose(): void;
}

/** What a channel is: where it goes, in which language, and whether something always comes. */
export function ChannelDialog({ channel, problem, onAdd, onChange, onClose }: Props): JSX.Element {
  const text = useText();
  const [draft, setDraft] = useState(() => ({
    type: channel?.type ?? ('webhook' as const),
    name: channel?.name ?? '',
    target: channel?.to.join(', ') ?? '',
    language: channel?.language ?? ('zh-CN' as const),
    enabled: channel?.enabled ?? true,
    watchdog: channel?.watchdogMinutes?.toString() ?? '',
    newSecret: false,
  }));
  const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const { type, name, target, language, enabled, watchdog, newSecret } = draft;
  const submit = () => {
    const kept = { name, language, enabled, watchdogMinutes: watchdog === '' ? null : Number(watchdog) };
    const to = target.split(/[\s,;]+/).filter((one) => one !== '');
    if (channel === null)
      return onAdd(type === 'webhook' ? { type, url: target.trim(), ...kept } : { type, to, ...kept });
    const moved = target.trim() === '' ? {} : type === 'webhook' ? { url: target.trim() } : { to };
    onChange({ ...kept, ...moved, newSecret });
  };
  return (
    <FormDialog
      title={text(channel === null ? 'notification-screen.add-channel' : 'notification-screen.change-channel')}
      does={text('notification-screen.save')}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <label className="dialog-field">
        {text('notification-screen.name')}
        <input required maxLength={80} value={name} onChange={(event) => set({ name: event.target.value })} />
      </label>
      {channel === null && (
        <label className="dialog-field">
          {text('notification-screen.type')}
          <select value={type} onChange={(event) => set({ type: event.target.value === 'mail' ? 'mail' : 'webhook' })}>
            <option value="webhook">{text('notification-screen.type.webhook')}</option>
            <option value="mail">{text('notification-screen.type.mail')}</option>
          </select>
        </label>
      )}
      <label className="dialog-field">
        {text(type === 'webhook' ? 'notification-screen.url' : 'notification-screen.to')}
        <input
          required={channel === null || type === 'mail'}
          maxLength={2_000}
          placeholder={channel !== null && type === 'webhook' ? text('notification-screen.url-stays') : ''}
          value={target}
          onChange={(event) => set({ target: event.target.value })}
        />
      </label>
      <label className="dialog-field">
        {text('notification-screen.language')}
        <select value={language} onChange={(event) => set({ language: event.target.value === 'en' ? 'en' : 'zh-CN' })}>
          <option value="zh-CN">中文</option>
          <option value="en">English</option>
        </select>
      </label>
      <label className="dialog-field">
        {text('notification-screen.watchdog')}
        <input
          type="number"
          min={1}
          max={1_440}
          value={watchdog}
          onChange={(event) => set({ watchdog: event.target.value })}
        />
      </label>
      <label className="notify-check">
        <input type="checkbox" checked={enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        {text('notification-screen.enabled')}
      </label>
      {channel?.type === 'webhook' && (
        <label className="notify-check">
          <input type="checkbox" checked={newSecret} onChange={(event) => set({ newSecret: event.target.checked })} />
          {text('notification-screen.new-secret')}
        </label>
      )}
    </FormDialog>
  );
}
