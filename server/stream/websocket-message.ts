const FINAL = 0x80;
const TEXT = 0x1;
const BINARY = 0x2;
/** Lengths up to this stand in the second byte; longer ones follow in two bytes or in eight. */
const SHORT = 125;
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/**
 * A whole message, text for a string, as a server sends it: final and unmasked (RFC 6455, 5.2). In one buffer, that the
 * system takes in one piece.
 */
export function websocketMessage(payload: string | Uint8Array): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const head = length <= SHORT ? 2 : length <= 0xffff ? 4 : 10;
  const message = Buffer.allocUnsafeSlow(head + length);
  message[0] = FINAL | (typeof payload === 'string' ? TEXT : BINARY);
  if (head === 2) message[1] = length;
  else if (head === 4) {
    message[1] = IN_TWO_BYTES;
    message.writeUInt16BE(length, 2);
  } else {
    message[1] = IN_EIGHT_BYTES;
    message.writeBigUInt64BE(BigInt(length), 2);
  }
  if (typeof payload === 'string') message.write(payload, head);
  else message.set(payload, head);
  return message;
}
