import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly text: string;
}

/** A mail server (RFC 5321, without extensions) that keeps what it takes; it ends with the test. */
export interface SmtpServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** What the next recipients are answered instead of 250, one each. */
  readonly refusals: string[];
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const refusals: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, mails, refusals);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, mails, refusals };
}

function converse(socket: Socket, mails: ReceivedMail[], refusals: string[]): void {
  let waiting = '';
  let from = '';
  let to: string[] = [];
  let data: string[] | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string): void => {
    if (data !== null) {
      if (line !== '.') data.push(line.startsWith('.') ? line.slice(1) : line);
      else {
        mails.push({ from, to, text: data.join('\n') });
        data = null;
        say('250 taken');
      }
      return;
    }
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (/^MAIL/i.test(line)) {
      from = address;
      to = [];
      say('250 ok');
    } else if (/^RCPT/i.test(line)) {
      const refusal = refusals.shift();
      if (refusal === undefined) to.push(address);
      say(refusal ?? '250 ok');
    } else if (/^DATA/i.test(line)) {
      data = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else say('250 ok');
  };
  say('220 kit');
  socket.on('data', (chunk) => {
    waiting += chunk.toString('utf8');
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      take(waiting.slice(0, end));
      waiting = waiting.slice(end + 2);
    }
  });
}
