/** The README's two ways to connect a source, with this server's address in place. */
export function shellCommand(origin: string, rack: string): string {
  return [
    `curl -sS ${origin}/api/v1/samples \\`,
    `  -H "Authorization: Bearer $(cat .data/ingest-token)" -H 'Content-Type: application/json' \\`,
    `  -d "{\\"source\\":\\"ingest\\",\\"epoch\\":\\"shell\\",\\"batch\\":$(date +%s),\\"samples\\":[`,
    `       {\\"resource\\":\\"${rack}\\",\\"metric\\":\\"rack.inlet-top\\",\\"at\\":$(date +%s)000,\\"value\\":36.5}]}"`,
  ].join('\n');
}

export function prometheusConfig(origin: string): string {
  return [
    'remote_write:',
    `  - url: ${origin}/api/v1/write`,
    '    authorization: { type: Bearer, credentials: PASTE-THE-TOKEN }',
  ].join('\n');
}
