import { isIP } from 'node:net';

/** A network and a port of it that a webhook may connect to though it is not public. */
export interface WebhookAllow {
  readonly address: string;
  readonly prefix: number;
  readonly family: 4 | 6;
  readonly port: number;
}

/**
 * Reads `10.0.0.0/8:443,[fd00::]/8:8443`: networks with one port each, comma-separated. `problem` says what cannot be read,
 * null when all can.
 */
export function parseWebhookAllow(text: string): { allowed: readonly WebhookAllow[]; problem: string | null } {
  const allowed: WebhookAllow[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, six, four, prefixText, portText] =
      /^(?:\[([0-9a-f:.]+)\]|([\d.]+))\/(\d{1,3}):(\d{1,5})$/i.exec(part) ?? [];
    const address = six ?? four ?? '';
    const family = isIP(address);
    const [prefix, port] = [Number(prefixText), Number(portText)];
    if ((family !== 4 && family !== 6) || prefix > (family === 4 ? 32 : 128) || port < 1 || port > 65_535) {
      return { allowed: [], problem: `"${part}" is not a network with a port, as 10.0.0.0/8:443 or [fd00::]/8:443` };
    }
    allowed.push({ address, prefix, family, port });
  }
  return { allowed, problem: null };
}
