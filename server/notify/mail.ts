import { createTransport } from 'nodemailer';
import type { Message } from '../ports.ts';
import { Attempt } from './attempt.ts';

export interface MailSettings {
  /** `smtps://user:password@mail.example:465`. */
  readonly smtpUrl: string;
  readonly from: string;
}

/** Sends once; resolves when the server took it. Throws Attempt. */
export type SendMail = (to: readonly string[], id: string, message: Message) => Promise<void>;

export function createMail({ smtpUrl, from }: MailSettings, timeoutMs: number): SendMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Nothing that a message says may be read from this machine or fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[^A-Za-z0-9.-]/g, '');
  return async (to, id, { subject, text, attachments }) => {
    try {
      await transport.sendMail({
        from,
        to: [...to],
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'X-Skyrack-Message': id, 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map(({ name, type, bytes }) => ({
          filename: name,
          contentType: type,
          content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        })),
      });
    } catch (error) {
      throw new Attempt(isFinal(error) ? 'never' : 'again', error instanceof Error ? error.message : String(error));
    }
  };
}

/** RFC 5321 4.2.1: 5yz is permanent. A login that is refused may be mended on this side, and the message then goes out. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, code } = error as Error & { responseCode?: unknown; code?: unknown };
  return typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
}
