import type { Config } from './config.ts';

/** Says where the server is, what it keeps where, and what is simulated. */
export function announce(
  config: Config,
  port: number,
  version: string,
  token: { readonly created: boolean; readonly secret: string; readonly file: string | null },
): void {
  const host = config.host === '::1' ? '[::1]' : config.host;
  const lines = [
    `Skyrack ${version}  http://${host}:${port}`,
    `  zone       ${config.stress ? 'generated: 10,000 sites, 20,000 racks, 2,000 connectors' : config.zoneFolder}`,
    `  data       ${config.dataFolder}`,
    config.simulate
      ? `  simulated  everything that no real source has taken over (seed ${config.seed}); SKYRACK_SIMULATE=off stops it`
      : '  simulated  nothing',
    token.created
      ? `  token      ${token.secret}   (new; senders present it; kept in ${token.file}, mode 0600)`
      : `  token      ${token.file === null ? 'from SKYRACK_INGEST_TOKEN' : `kept in ${token.file}`}`,
    '  access     this machine only; reading is open, writing needs the token',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
