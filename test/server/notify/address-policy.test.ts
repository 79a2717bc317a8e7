import { expect, test } from 'vitest';
import { createAddressPolicy } from '../../../server/notify/address-policy.ts';
import { parseWebhookAllow } from '../../../server/webhook-allow.ts';

const resolve = (addresses: Readonly<Record<string, readonly string[]>>) => async (host: string) =>
  (addresses[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest',
  'http://100.64.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::1]/',
  'http://[::]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:1::1]/',
  'http://[ff02::1]/',
  'http://inside.example/',
  'http://both-inside.example/',
])('D8: %s is refused', async (url) => {
  const policy = createAddressPolicy(
    [],
    resolve({ 'inside.example': ['10.0.0.7'], 'both-inside.example': ['::1', '127.0.0.1'] }),
  );
  await expect(policy.check(new URL(url))).rejects.toMatchObject({ code: 'refused-address' });
});

test.each(['http://93.184.216.34/', 'https://[2606:2800:220:1::1]/', 'https://outside.example/hook'])(
  '%s is public',
  async (url) => {
    const policy = createAddressPolicy([], resolve({ 'outside.example': ['93.184.216.34'] }));
    await expect(policy.check(new URL(url))).resolves.toBeUndefined();
  },
);

test('the allow-list opens a network at one port, and nothing else', async () => {
  const { allowed } = parseWebhookAllow('10.0.0.0/8:443, [fd00::]/8:8443');
  const policy = createAddressPolicy(allowed, resolve({ 'in.example': ['10.0.0.7'] }));
  await expect(policy.check(new URL('https://10.1.2.3/'))).resolves.toBeUndefined();
  await expect(policy.check(new URL('https://in.example/'))).resolves.toBeUndefined();
  await expect(policy.check(new URL('https://[fd00::1]:8443/'))).resolves.toBeUndefined();
  for (const url of ['http://10.1.2.3/', 'https://11.0.0.1:80/x', 'https://127.0.0.1/', 'https://[fd00::1]/']) {
    const checked = policy.check(new URL(url));
    if (url.includes('11.0.0.1')) await expect(checked).resolves.toBeUndefined();
    else await expect(checked).rejects.toMatchObject({ code: 'refused-address' });
  }
});

test('at connect: of a name’s addresses only those that may be are handed on; a name that has moved inside is refused', async () => {
  const ask = (addresses: readonly string[]) =>
    new Promise<unknown>((done) => {
      createAddressPolicy([], resolve({ 'x.example': addresses })).lookup(443)(
        'x.example',
        { all: true },
        (error, found) => done(error ?? found),
      );
    });
  expect(await ask(['10.0.0.1', '93.184.216.34'])).toEqual([{ address: '93.184.216.34', family: 4 }]);
  expect(await ask(['127.0.0.1'])).toMatchObject({ code: 'refused-address' });
});

test.each(['10.0.0.0:443', '10.0.0.0/33:443', '10.0.0.0/8:0', '10.0.0.0/8', 'x/8:1', '[fd00::]/129:1'])(
  'SKYRACK_WEBHOOK_ALLOW=%s is refused by name',
  (text) => {
    expect(parseWebhookAllow(text).problem).toMatch(/is not a network with a port/);
  },
);
