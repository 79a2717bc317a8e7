type Pair = readonly [from: string, to: string];

/** What of the other tables says what depends on what. */
interface Dependencies {
  readonly feeds: readonly { readonly hall: string; readonly feed: string }[];
  readonly power: readonly Pair[];
  readonly cooling: readonly { readonly hall: string; readonly unit: string }[];
  readonly sites: readonly { readonly site_id: string; readonly backhaul_node: string }[];
  readonly backhaul: readonly Pair[];
  readonly gpuNodes: readonly { readonly node: string; readonly rack: string }[];
  readonly carriers: readonly { readonly carrier: string }[];
  readonly uplinks: readonly { readonly uplink: string; readonly carrier: string; readonly router: string }[];
  readonly routers: readonly { readonly router: string; readonly alt: string }[];
}

/** Rows of links.csv. */
export function makeLinks(from: Dependencies) {
  const routerOf = new Map(from.routers.map(({ router, alt }) => [alt, router]));
  const hall = (id: string): string => `hall/qingyun/${id}`;
  return [
    ...from.feeds.map((row) => link([hall(row.hall), `power-feed/qingyun/${row.hall}/${row.feed}`], 'power')),
    ...from.power.map((pair) => link(pair, 'power')),
    ...from.gpuNodes.map(({ node, rack }) => link([`gpu-node/qingyun/${node}`, rack], 'power')),
    ...from.cooling.map((row) => link([hall(row.hall), `cooling-unit/qingyun/${row.hall}/${row.unit}`], 'cooling')),
    ...from.sites.map((site) => link([`site/${site.site_id}`, `backhaul-node/${site.backhaul_node}`], 'transport')),
    ...from.backhaul.map((pair) => link(pair, 'transport')),
    ...from.carriers.map(({ carrier }) => link(['datacentre/qingyun', `carrier/${carrier}`], 'transport')),
    ...from.uplinks.flatMap(({ uplink, carrier, router }) => [
      link([`uplink/qingyun/${uplink}`, `carrier/${carrier}`], 'carrier'),
      link([`uplink/qingyun/${uplink}`, `router/qingyun/${routerOf.get(router)!}`], 'transport'),
    ]),
  ];
}

function link([from, to]: Pair, role: string) {
  return { from, to, role };
}
