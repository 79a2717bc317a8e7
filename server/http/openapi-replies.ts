/** What the examples were answered, recorded by test/flow/api.test.ts with RECORD_EXAMPLES=1; never written by hand. */
export const REPLIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'GET /api/v1/alarms': {
    roots: {
      epoch: 1515196016,
      seq: 1,
      now: 1795538940204,
      alarms: [
        {
          id: 'oztivy5ipbyhaxuk',
          rule: 'charger-fault',
          resource: 'connector/cs-006/2',
          kind: 'connector',
          qualifier: '',
          alarmType: 'equipment-alarm',
          probableCause: 'equipment-malfunction',
          severity: 'major',
          threshold: null,
          expectedAt: null,
          specificProblem: null,
          simulated: true,
          source: 'simulator',
          trend: 'no-change',
          raisedAt: 1795538940187,
          changedAt: 1795538940187,
          clearance: null,
          raises: 1,
          flapping: false,
          unknownSince: null,
          root: null,
          acknowledgement: null,
          owner: null,
          shelf: null,
          maintenance: null,
          comments: [],
          version: 1,
          revision: 0,
          name: {
            zh: '北片区 006 号充电站 2 号枪',
            en: 'North station 006 connector 2',
          },
          path: [
            {
              id: 'charging-station/cs-006',
              name: {
                zh: '北片区 006 号充电站',
                en: 'North station 006',
              },
            },
          ],
          children: 0,
          effect: {
            sites: 0,
            cells: 0,
            racks: 0,
            powerW: 0,
            egressBps: 0,
            connectors: 1,
            gpus: 0,
            areaKm2: null,
            people: null,
          },
          suppressed: [],
          canClear: false,
        },
      ],
      total: 1,
    },
    'bad-limit': {
      code: 'invalid-parameter',
      message: 'Invalid input: expected number, received NaN',
      field: 'limit',
    },
  },
  'GET /api/v1/alarms/summary': {
    summary: {
      epoch: 1515196016,
      seq: 1,
      roots: {
        critical: 0,
        major: 1,
        minor: 0,
        warning: 0,
        indeterminate: 0,
      },
      standing: {
        critical: 0,
        major: 1,
        minor: 0,
        warning: 0,
        indeterminate: 0,
      },
      unacknowledged: 1,
      unknown: 0,
      shelved: 0,
      maintenance: 0,
      raisesPerMinute: 1,
      heldBack: 0,
      ignored: {},
    },
  },
  'GET /api/v1/alarms/history': {
    newest: {
      steps: [
        {
          alarm: 'oztivy5ipbyhaxuk',
          version: 1,
          at: 1795538940204,
          resource: 'connector/cs-006/2',
          rule: 'charger-fault',
          note: null,
          transition: 'raise',
          severity: 'major',
          by: null,
        },
      ],
      more: false,
    },
  },
  'GET /api/v1/alarms/availability': {
    'bad-period': {
      code: 'invalid-parameter',
      message: 'is not after from',
      field: 'to',
    },
  },
  'GET /api/v1/alarms/{id}': {
    unknown: {
      code: 'not-found',
      message: 'there is no such alarm',
      field: 'id',
    },
  },
  'POST /api/v1/alarms/{id}/acknowledge': {
    unknown: {
      code: 'no-such-alarm',
      message: 'there is no such alarm in the list',
      field: 'id',
    },
    'no-header': {
      code: 'action-header-required',
      message: 'send the header X-Skyrack-Action: alarm',
      field: 'X-Skyrack-Action',
      limit: 'alarm',
    },
  },
  'POST /api/v1/alarms/{id}/comment': {
    'no-text': {
      code: 'invalid-field',
      message: 'Invalid input: expected string, received undefined',
      field: 'text',
    },
  },
  'POST /api/v1/alarms/{id}/assign': {
    unknown: {
      code: 'no-such-alarm',
      message: 'there is no such alarm in the list',
      field: 'id',
    },
  },
  'POST /api/v1/alarms/{id}/shelve': {
    'no-reason': {
      code: 'invalid-field',
      message: 'Invalid input: expected string, received undefined',
      field: 'reason',
    },
  },
  'POST /api/v1/alarms/{id}/unshelve': {
    unknown: {
      code: 'no-such-alarm',
      message: 'there is no such alarm in the list',
      field: 'id',
    },
  },
  'POST /api/v1/alarms/{id}/clear': {
    'no-reason': {
      code: 'invalid-field',
      message: 'Invalid input: expected string, received undefined',
      field: 'reason',
    },
  },
  'GET /api/v1/maintenance': {
    windows: {
      windows: [],
    },
  },
  'POST /api/v1/maintenance': {
    'no-title': {
      code: 'invalid-field',
      message: 'Invalid input: expected string, received undefined',
      field: 'title',
    },
  },
  'POST /api/v1/maintenance/{id}/end': {
    unknown: {
      code: 'no-such-maintenance',
      message: 'there is no such maintenance window',
      field: 'id',
    },
  },
  'GET /api/v1/plans': {
    all: {
      plans: [],
      limit: 100,
    },
  },
  'POST /api/v1/plans': {
    'unknown-site': {
      code: 'unknown-site',
      message: 'no site site/atlantis stands in this plan',
      field: 'changes.0.resource',
    },
  },
  'GET /api/v1/plans/{id}': {
    unknown: {
      code: 'not-found',
      message: 'there is no such plan',
      field: 'id',
    },
  },
  'DELETE /api/v1/plans/{id}': {
    unknown: {
      code: 'not-found',
      message: 'there is no such plan',
      field: 'id',
    },
  },
  'POST /api/v1/plans/{id}/what-if': {
    unknown: {
      code: 'no-such-plan',
      message: 'there is no plan none',
      field: 'id',
    },
  },
  'POST /api/v1/plans/{id}/rank': {
    unknown: {
      code: 'no-such-plan',
      message: 'there is no plan none',
      field: 'id',
    },
  },
  'GET /api/v1/sites/import': {
    state: {
      unavailable: null,
      pending: {
        sites: 0,
        cells: 0,
        since: null,
      },
    },
  },
  'POST /api/v1/sites/import': {
    problems: {
      table: 'sites',
      rows: 1,
      rejected: 1,
      problems: [
        {
          row: 2,
          column: 'lon',
          message: 'is missing: a new site needs it',
        },
        {
          row: 2,
          column: 'status',
          message: 'is missing: a new site needs it',
        },
      ],
      problemCount: 2,
      columns: [
        {
          file: 'site_id',
          column: 'site_id',
        },
        {
          file: 'lat',
          column: 'lat',
        },
      ],
      ignored: [],
      diff: {
        added: ['site/x'],
        addedCount: 1,
        changed: [],
        changedCount: 0,
        absent: [
          'site/qd-ht-001',
          'site/qd-ht-002',
          'site/qd-ht-003',
          'site/qd-ht-004',
          'site/qd-ht-005',
          'site/qd-ht-006',
          'site/qd-ht-007',
          'site/qd-ht-008',
          'site/qd-ht-009',
          'site/qd-ht-010',
          'site/qd-ht-011',
          'site/qd-ht-012',
          'site/qd-ht-013',
          'site/qd-ht-014',
          'site/qd-ht-015',
          'site/qd-ht-016',
          'site/qd-ht-017',
          'site/qd-ht-018',
          'site/qd-ht-019',
          'site/qd-ht-020',
          'site/qd-ht-021',
          'site/qd-ht-022',
          'site/qd-ht-023',
          'site/qd-ht-024',
          'site/qd-ht-025',
          'site/qd-ht-026',
          'site/qd-ht-027',
          'site/qd-ht-028',
          'site/qd-ht-029',
          'site/qd-ht-030',
          'site/qd-ht-031',
          'site/qd-ht-032',
          'site/qd-ht-033',
          'site/qd-ht-034',
          'site/qd-ht-035',
          'site/qd-ht-036',
          'site/qd-ht-037',
          'site/qd-ht-038',
          'site/qd-ht-039',
          'site/qd-ht-040',
          'site/qd-ht-041',
          'site/qd-ht-042',
          'site/qd-ht-043',
          'site/qd-ht-044',
          'site/qd-ht-045',
          'site/qd-ht-046',
          'site/qd-ht-047',
          'site/qd-ht-048',
          'site/qd-ht-049',
          'site/qd-ht-050',
          'site/qd-ht-051',
          'site/qd-ht-052',
          'site/qd-ht-053',
          'site/qd-ht-054',
          'site/qd-ht-055',
          'site/qd-ht-056',
          'site/qd-ht-057',
          'site/qd-ht-058',
          'site/qd-ht-059',
          'site/qd-ht-060',
          'site/qd-ht-061',
          'site/qd-ht-062',
          'site/qd-ht-063',
          'site/qd-ht-064',
          'site/qd-ht-065',
          'site/qd-ht-066',
          'site/qd-ht-067',
          'site/qd-ht-068',
          'site/qd-ht-069',
          'site/qd-ht-070',
          'site/qd-ht-071',
          'site/qd-ht-072',
          'site/qd-ht-073',
          'site/qd-ht-074',
          'site/qd-ht-075',
          'site/qd-ht-076',
          'site/qd-ht-077',
          'site/qd-ht-078',
          'site/qd-ht-079',
          'site/qd-ht-080',
          'site/qd-ht-081',
          'site/qd-ht-082',
          'site/qd-ht-083',
          'site/qd-ht-084',
          'site/qd-ht-085',
          'site/qd-ht-086',
          'site/qd-ht-087',
          'site/qd-ht-088',
          'site/qd-ht-089',
          'site/qd-ht-090',
          'site/qd-ht-091',
          'site/qd-ht-092',
          'site/qd-ht-093',
          'site/qd-ht-094',
          'site/qd-ht-095',
          'site/qd-ht-096',
          'site/qd-ht-097',
          'site/qd-ht-098',
          'site/qd-ht-099',
          'site/qd-ht-100',
          'site/qd-ht-101',
          'site/qd-ht-102',
          'site/qd-ht-103',
        ],
        absentCount: 103,
        same: 0,
      },
      token: null,
      committed: false,
      takesEffect: null,
      pending: {
        sites: 0,
        cells: 0,
        since: null,
      },
    },
  },
  'GET /api/v1/sites/export': {
    'bad-format': {
      code: 'invalid-parameter',
      message: 'Invalid option: expected one of "csv"|"xlsx"|"geojson"|"kml"',
      field: 'format',
    },
  },
  'GET /api/v1/coverage': {
    'no-such-layer': {
      code: 'invalid-parameter',
      message:
        'Invalid option: expected one of "rsrp"|"sinr"|"pdsch-sinr"|"uplink"|"probability"|"best-server"|"single-server"|"overlap"|"covered"|"validity"',
      field: 'layer',
    },
  },
  'GET /api/v1/coverage/summary': {
    summary: {
      ready: true,
      progress: 1,
      unavailable: null,
      asOf: 1795538939892,
      version: '12nR30yMB6yJY7VFbJUnvn',
      synthetic: true,
      simulated: false,
      profile: {
        rsrpDbm: -105,
        sinrDb: -3,
        targetShare: 0.95,
        source: {
          zh: '产品默认值：SS-RSRP ≥ −105 dBm 且 SS-SINR ≥ −3 dB，覆盖 95 % 面积',
          en: 'Product default: SS-RSRP ≥ −105 dBm and SS-SINR ≥ −3 dB on 95 % of the area',
        },
      },
      model: {
        scenario: 'UMa',
        sight: 'mixed',
        place: 'outdoor',
        terminalHeightM: 1.5,
        indoorDepthM: 0,
        marginDb: 0,
        noiseFigureDb: 9,
        pixelM: 20,
        rangeM: 5000,
        serversKept: 6,
        uplink: {
          terminalPowerDbm: 23,
          resourceBlocks: 30,
          noiseFigureDb: 5,
          interferenceMarginDb: 3,
          requiredSinrDb: -3,
        },
        nominalLoad: 0.5,
        gainDbi: {
          least: 24,
          greatest: 24,
        },
      },
      ground: {
        areaKm2: 61.674400000000006,
        people: 42214,
        peopleElsewhere: 0,
        demandSynthetic: true,
      },
      now: {
        sites: 27,
        cells: 81,
        areaKm2: 38.1404,
        people: 34265.94653261453,
        areaShare: 0.6184154203364767,
        peopleShare: 0.8117199633442586,
        rsrpAreaShare: 0.63432477656856,
        sinrAreaShare: 0.8186865214740638,
        uplinkAreaShare: 0.5935752921795753,
        probability: 0.6187102812974057,
        singleSiteAreaKm2: 17.2036,
        overlapShare: 0.31134440121236273,
        pollutionShare: 0.007708361737160596,
        meetsTarget: false,
      },
      onAir: {
        sites: 27,
        cells: 81,
        areaKm2: 38.1404,
        people: 34265.94653261453,
        areaShare: 0.6184154203364767,
        peopleShare: 0.8117199633442586,
        rsrpAreaShare: 0.63432477656856,
        sinrAreaShare: 0.8186865214740638,
        uplinkAreaShare: 0.5935752921795753,
        probability: 0.6187102812974057,
        singleSiteAreaKm2: 17.2036,
        overlapShare: 0.31134440121236273,
        pollutionShare: 0.007708361737160596,
        meetsTarget: false,
      },
      planned: null,
      lost: {
        areaKm2: 0,
        people: 0,
        areaShare: 0,
        peopleShare: 0,
      },
      offDuty: {
        areaKm2: 0,
        people: 0,
        areaShare: 0,
        peopleShare: 0,
      },
      cells: {
        onAir: 81,
        out: 0,
        offDuty: 0,
        unknown: 65,
        refused: 0,
      },
      sites: {
        onAir: 27,
        building: 12,
        planned: 64,
        retired: 0,
        target: 100,
      },
      validity: [
        {
          flag: 'too-near',
          share: 0.00012322778981230462,
        },
        {
          flag: 'base-height',
          share: 0.9427509631224624,
        },
      ],
      workedOutMs: 0.18135899999970206,
    },
  },
  'GET /api/v1/holes': {
    holes: {
      ready: true,
      asOf: 1795538939892,
      version: '12nR30yMB6yJY7VFbJUnvn',
      synthetic: true,
      lost: {
        areaKm2: 0,
        people: 0,
        areaShare: 0,
        peopleShare: 0,
      },
      holes: [],
      predicted: [],
      restoration: [],
    },
  },
  'POST /api/v1/holes/what-if': {
    'nothing-asked': {
      code: 'nothing-asked',
      message: 'name cells or sites',
      field: 'cells',
    },
  },
  'GET /api/v1/coverage/audit': {
    'bad-state': {
      code: 'invalid-parameter',
      message: 'Invalid option: expected one of "on-air"|"planned"',
      field: 'state',
    },
  },
  'GET /api/v1/n-1': {
    'bad-limit': {
      code: 'invalid-parameter',
      message: 'Too small: expected number to be >=1',
      field: 'limit',
      limit: 1,
    },
  },
  'GET /api/v1/plan': {
    'bad-late': {
      code: 'invalid-parameter',
      message: 'write it as site/<id>:<days>',
      field: 'late',
      limit: 'site/<id>:<days>',
    },
  },
  'GET /api/v1/next-sites': {
    all: {
      rankings: [],
    },
  },
  'POST /api/v1/next-sites': {
    'bad-count': {
      code: 'invalid-field',
      message: 'Too small: expected number to be >=1',
      field: 'count',
    },
  },
  'GET /api/v1/next-sites/{id}': {
    unknown: {
      code: 'not-found',
      message: 'there is no such ranking',
      field: 'id',
    },
  },
  'POST /api/v1/next-sites/{id}/cancel': {
    unknown: {
      code: 'not-found',
      message: 'there is no such ranking',
      field: 'id',
    },
  },
  'GET /api/v1/snapshots': {
    all: {
      snapshots: [],
      formats: [
        {
          format: 'json',
          type: 'application/json',
          extension: 'json',
          languages: false,
        },
        {
          format: 'csv',
          type: 'application/zip',
          extension: 'zip',
          languages: true,
        },
        {
          format: 'xlsx',
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          extension: 'xlsx',
          languages: true,
        },
        {
          format: 'geojson',
          type: 'application/geo+json',
          extension: 'geojson',
          languages: false,
        },
        {
          format: 'kml',
          type: 'application/vnd.google-earth.kml+xml',
          extension: 'kml',
          languages: true,
        },
        {
          format: 'html',
          type: 'text/html',
          extension: 'html',
          languages: true,
        },
        {
          format: 'pdf',
          type: 'application/pdf',
          extension: 'pdf',
          languages: true,
        },
        {
          format: 'png',
          type: 'image/png',
          extension: 'png',
          languages: true,
        },
      ],
      limit: 1000,
    },
  },
  'POST /api/v1/snapshots': {
    now: {
      id: '8a2f6ed20b1b8859c363e105ab4d5103',
      title: 'End of the shift',
      at: 1795538940589,
      from: null,
      past: false,
      tier: 'live',
      takenAt: 1795538940589,
      takenBy: {
        name: 'Li Wei',
        verified: false,
        from: '127.0.0.1',
      },
      scope: {},
      sequence: {
        from: 1,
        to: 3,
      },
      sha256: '22601fe78d6fd7ebfe6420065a326989889a7817e7c5e081ee20cd78e5500b7b',
      bytes: 319912,
      counts: {
        resources: 22061,
        series: 246857,
        expected: 99761,
        live: 36605,
        late: 0,
        stale: 0,
        bad: 0,
        never: 63156,
        simulated: 36605,
        synthetic: 22061,
      },
      coveragePct: 36.69269554234621,
      missing: [],
      alarms: 2,
      kpis: [
        {
          metric: 'zone.sites-on-air',
          value: 6,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.cells-enabled',
          value: 16,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.users',
          value: 173.09999999999997,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.traffic-dl',
          value: 680001000,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.radio-power',
          value: 9301,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.racks-live',
          value: 1600,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.it-power',
          value: 3001379,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.egress-in',
          value: 414087000000,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.egress-out',
          value: 1643386000000,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.connectors-live',
          value: 40,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.connectors-available',
          value: 36,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.connectors-charging',
          value: 3,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.connectors-faulted',
          value: 1,
          simulated: true,
          stale: false,
        },
        {
          metric: 'zone.charging-power',
          value: 20500,
          simulated: true,
          stale: false,
        },
      ],
      productVersion: '0.1.0',
      zone: 'qingdao',
      expiresAt: 1830098940589,
      schedule: null,
      madeUp: false,
    },
  },
  'GET /api/v1/snapshots/compare': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'GET /api/v1/snapshots/events': {
    events: {
      whole: true,
      events: [
        {
          at: 1795538940589,
          event: 'taken',
          snapshot: '8a2f6ed20b1b8859c363e105ab4d5103',
          by: {
            name: 'Li Wei',
            verified: false,
            from: '127.0.0.1',
          },
          reason: null,
          sha256: '22601fe78d6fd7ebfe6420065a326989889a7817e7c5e081ee20cd78e5500b7b',
          n: 1,
          previous: '0000000000000000000000000000000000000000000000000000000000000000',
          hash: '92bc2dc9edb4de5adb7b9df233da41a6d33a030483d0f801759113ca621510d9',
        },
      ],
    },
  },
  'GET /api/v1/snapshots/{id}': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'DELETE /api/v1/snapshots/{id}': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'GET /api/v1/snapshots/{id}/verify': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'GET /api/v1/snapshots/{id}/export/{format}': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'GET /api/v1/resources/{id}/reports': {
    'no-such-resource': {
      code: 'not-found',
      message: 'there is no such resource',
      field: 'id',
    },
    none: {
      reports: [],
      total: 0,
    },
  },
  'GET /api/v1/notifications/channels': {
    all: {
      channels: [],
      limit: 50,
      mail: false,
    },
  },
  'POST /api/v1/notifications/channels': {
    loopback: {
      code: 'refused-address',
      message: '127.0.0.1: not a public address, and port 9099 of it is not in SKYRACK_WEBHOOK_ALLOW',
      field: 'url',
    },
    'no-mail': {
      code: 'no-mail',
      message: 'this server sends no mail: SKYRACK_SMTP_URL is not set',
      field: 'type',
    },
  },
  'PUT /api/v1/notifications/channels/{id}': {
    unknown: {
      code: 'no-such-channel',
      message: 'there is no such channel',
      field: 'id',
    },
  },
  'DELETE /api/v1/notifications/channels/{id}': {
    unknown: {
      code: 'no-such-channel',
      message: 'there is no such channel',
      field: 'id',
    },
  },
  'POST /api/v1/notifications/channels/{id}/test': {
    unknown: {
      code: 'no-such-channel',
      message: 'there is no such channel',
      field: 'id',
    },
  },
  'GET /api/v1/notifications/routes': {
    all: {
      routes: [],
      limit: 200,
    },
  },
  'POST /api/v1/notifications/routes': {
    'no-such-channel': {
      code: 'no-such-channel',
      message: 'there is no such channel',
      field: 'channel',
    },
  },
  'PUT /api/v1/notifications/routes/{id}': {
    unknown: {
      code: 'no-such-route',
      message: 'there is no such route',
      field: 'id',
    },
  },
  'DELETE /api/v1/notifications/routes/{id}': {
    unknown: {
      code: 'no-such-route',
      message: 'there is no such route',
      field: 'id',
    },
  },
  'GET /api/v1/notifications/log': {
    deliveries: {
      entries: [],
    },
    'bad-limit': {
      code: 'invalid-parameter',
      message: 'Invalid input: expected number, received NaN',
      field: 'limit',
    },
  },
  'GET /api/v1/snapshot-schedules': {
    all: {
      schedules: [],
      channels: [],
      limit: 50,
    },
  },
  'POST /api/v1/snapshot-schedules': {
    'working-days': {
      title: 'Evening report',
      rhythm: 'working-days',
      time: '18:00',
      timeZone: 'Asia/Shanghai',
      period: false,
      scope: {},
      keepDays: 400,
      delivery: null,
      weekday: null,
      day: null,
      id: '00d04f5c15ef7199',
      by: {
        name: 'Li Wei',
        verified: false,
        from: '127.0.0.1',
      },
      createdAt: 1795538942314,
      nextAt: 1795600800000,
      running: false,
      last: null,
    },
  },
  'DELETE /api/v1/snapshot-schedules/{id}': {
    unknown: {
      code: 'no-such-schedule',
      message: 'there is no such schedule',
      field: 'id',
    },
  },
  'GET /api/v1/snapshots/{id}/shares': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'POST /api/v1/snapshots/{id}/shares': {
    unknown: {
      code: 'no-such-snapshot',
      message: 'there is no such snapshot',
      field: 'id',
    },
  },
  'DELETE /api/v1/snapshots/{id}/shares/{share}': {
    unknown: {
      code: 'no-such-share',
      message: 'there is no such link',
      field: 'share',
    },
  },
  'GET /api/v1/labels.pdf': {
    unknown: {
      code: 'not-found',
      message: 'there is no such resource',
      field: 'ids',
    },
  },
  'POST /api/v1/samples': {
    'some-rows-bad': {
      code: 'rows-rejected',
      message: '2 rows rejected (bad-row, future), 1 stored',
      rejected: [
        {
          reason: 'bad-row',
          count: 1,
          example: 'row 1: value: Invalid input: expected number, received null',
        },
        {
          reason: 'future',
          count: 1,
          example: 'rack/qingyun/p1-h03/r12/08 rack.inlet-top: 24.5 at 2096-10-02T07:06:40.000Z',
        },
      ],
      stored: 1,
    },
    'not-a-batch': {
      code: 'bad-request',
      message: 'samples: Invalid input: expected array, received undefined',
      field: 'samples',
    },
    'wrong-source': {
      code: 'wrong-source',
      message: 'the token belongs to source ingest',
      field: 'source',
      limit: 'ingest',
    },
    'no-token': {
      code: 'unauthorized',
      message: 'an ingest token is required',
      field: 'Authorization',
    },
    'too-large': {
      code: 'too-large',
      message: 'body exceeds 8388608 bytes',
      field: 'body',
      limit: 8388608,
    },
    'not-json': {
      code: 'wrong-type',
      message: 'Content-Type must be application/json, not application/x-www-form-urlencoded',
      field: 'Content-Type',
      limit: 'application/json',
    },
  },
  'POST /api/v1/alarms/report': {
    raised: {
      taken: 1,
      ignored: {},
    },
    cleared: {
      taken: 0,
      ignored: {
        'clear-without-raise': 1,
      },
    },
    'unknown-resource': {
      code: 'unknown-resource',
      message: 'there is no such resource',
      field: 'reports.0.resource',
    },
    'unknown-severity': {
      code: 'unknown-severity',
      message: 'Invalid option: expected one of "indeterminate"|"warning"|"minor"|"major"|"critical"|"cleared"',
      field: 'reports.0.severity',
    },
  },
  'POST /api/v1/write': {
    'some-rows-bad': {
      code: 'rows-rejected',
      message: '1 rows rejected (future), 1 stored',
      rejected: [
        {
          reason: 'future',
          count: 1,
          example: 'rack/qingyun/p1-h03/r12/08 rack.inlet-top: 24.6 at 2096-10-02T07:06:40.000Z',
        },
      ],
      stored: 1,
    },
    'not-snappy': {
      code: 'malformed',
      message: 'snappy block: snappy: corrupt input (expected valid offset but got offset 1027; dst position: 0)',
      field: 'body',
    },
    'no-token': {
      code: 'unauthorized',
      message: 'an ingest token is required',
      field: 'Authorization',
    },
    'too-large': {
      code: 'too-large',
      message: 'body exceeds 8388608 bytes',
      field: 'body',
      limit: 8388608,
    },
    gzip: {
      code: 'wrong-encoding',
      message: 'Content-Encoding must be snappy, not gzip',
      field: 'Content-Encoding',
      limit: 'snappy',
    },
  },
  'POST /v1/metrics': {
    stored: {},
    'some-points-bad': {
      partialSuccess: {
        rejectedDataPoints: '1',
        errorMessage:
          '1 data points rejected: future 1 (rack/qingyun/p1-h03/r12/08 rack.inlet-top: 24.5 at 2096-10-02T07:06:40.000Z)',
      },
    },
    malformed: {
      code: 3,
      message: 'JSON: expected { at byte 0',
    },
    'no-token': {
      code: 16,
      message: 'an ingest token is required',
    },
    'too-large': {
      code: 8,
      message: 'body exceeds 67108864 bytes',
    },
    deflate: {
      code: 3,
      message: 'Content-Encoding must be gzip, identity or absent, not deflate',
    },
  },
  'GET /api/v1/zone': {
    zone: {
      id: 'qingdao',
      name: {
        zh: '青岛高新区',
        en: 'Qingdao High-tech Zone',
      },
      timeZone: 'Asia/Shanghai',
      simulated: true,
      version: '0.1.0',
      dictionary: 'ce1d2d0fbe11b8090fa140ffd54c060177b824d46a34132791554b490cda9938',
      outline: [
        [
          [120.1975, 36.242],
          [120.29713, 36.24207],
          [120.29604, 36.2441],
          [120.29134, 36.24393],
          [120.29804, 36.25396],
          [120.29255, 36.26469],
          [120.29785, 36.26044],
          [120.29994, 36.25396],
          [120.30877, 36.25301],
          [120.31234, 36.26],
          [120.32164, 36.25608],
          [120.31478, 36.24536],
          [120.31594, 36.24208],
          [120.3469, 36.2421],
          [120.3416, 36.2872],
          [120.1995, 36.2863],
          [120.1975, 36.242],
        ],
      ],
      targets: {
        sites: 100,
        egressBps: 20000000000000,
        racks: 20000,
        terminals: 200,
      },
      counts: {
        zone: {
          'in-service': 1,
        },
        site: {
          'in-service': 27,
          building: 12,
          planned: 64,
        },
        cell: {
          'in-service': 81,
          building: 36,
          planned: 192,
        },
        'backhaul-node': {
          'in-service': 22,
        },
        'backhaul-link': {
          'in-service': 25,
        },
        datacentre: {
          'in-service': 1,
        },
        utility: {
          'in-service': 2,
        },
        transformer: {
          'in-service': 4,
        },
        generator: {
          'in-service': 16,
        },
        ups: {
          'in-service': 8,
          building: 12,
        },
        pdu: {
          'in-service': 32,
          building: 48,
        },
        phase: {
          'in-service': 1,
          building: 1,
        },
        hall: {
          'in-service': 16,
          building: 24,
        },
        row: {
          'in-service': 320,
          building: 480,
        },
        rack: {
          'in-service': 8000,
          building: 12000,
        },
        'power-feed': {
          'in-service': 32,
          building: 48,
        },
        'cooling-unit': {
          'in-service': 128,
        },
        'gpu-node': {
          'in-service': 128,
        },
        carrier: {
          'in-service': 4,
        },
        router: {
          'in-service': 2,
        },
        uplink: {
          'in-service': 56,
        },
        'charging-station': {
          'in-service': 40,
        },
        connector: {
          'in-service': 198,
        },
      },
      basemap: {
        layers: ['sea', 'coastline', 'zone', 'transport_schematic', 'places'],
        attribution: {
          zh: '海岸线 © OpenStreetMap contributors（ODbL）；交通为示意；站点位置为虚构',
          en: 'Shore © OpenStreetMap contributors (ODbL); transport is schematic; positions are invented',
        },
      },
      tiles: null,
      pmtiles: null,
    },
    'foreign-page': {
      code: 'foreign-origin',
      message: 'requests from other pages are refused',
      field: 'Origin',
    },
  },
  'GET /api/v1/zone/basemap/{layer}': {
    places: {
      type: 'FeatureCollection',
      metadata: {
        crs: 'WGS84',
        note: 'names and positions are public facts, rounded to about 100 m; demo_datacentre is invented',
      },
      features: [
        {
          type: 'Feature',
          properties: {
            name_zh: '胶州北站',
            name_en: 'Jiaozhou North Station',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.05, 36.395],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶东机场',
            name_en: 'Jiaodong Airport',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.09, 36.359],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶东',
            name_en: 'Jiaodong',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.112, 36.313],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '大涧',
            name_en: 'Dajian',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.156, 36.258],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '红岛火车站',
            name_en: 'Hongdao Railway Station',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.186, 36.249],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '健康中心',
            name_en: 'Health Center',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.195, 36.231],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '健身中心(红岛会展)',
            name_en: 'Fitness Center (Hongdao Expo)',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.21, 36.233],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '观涛',
            name_en: 'Guantao',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.239, 36.208],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '红岛科技馆(方特)',
            name_en: 'Hongdao Science Museum (Fantawild)',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.268, 36.201],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '大洋',
            name_en: 'Dayang',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.284, 36.193],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '青岛北站',
            name_en: 'Qingdao North Station',
            kind: 'metro_station',
            minzoom: 12,
            line: '8',
          },
          geometry: {
            type: 'Point',
            coordinates: [120.372, 36.169],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '红岛站',
            name_en: 'Hongdao Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.186, 36.249],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '青岛北站',
            name_en: 'Qingdao North Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.372, 36.169],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶州北站',
            name_en: 'Jiaozhou North Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.05, 36.395],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '蓝村站',
            name_en: 'Lancun Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.179, 36.395],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶州站',
            name_en: 'Jiaozhou Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [119.994, 36.297],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '青岛站',
            name_en: 'Qingdao Railway Station',
            kind: 'rail_station',
            minzoom: 11,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.308, 36.064],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '青岛胶东国际机场',
            name_en: 'Qingdao Jiaodong Intl Airport (TAO)',
            kind: 'airport',
            minzoom: 10,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.088, 36.362],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '城阳',
            name_en: 'Chengyang',
            kind: 'town',
            minzoom: 10,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.376, 36.312],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶州',
            name_en: 'Jiaozhou',
            kind: 'town',
            minzoom: 10,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.003, 36.284],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '即墨',
            name_en: 'Jimo',
            kind: 'town',
            minzoom: 10,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.462, 36.39],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '青岛',
            name_en: 'Qingdao',
            kind: 'city',
            minzoom: 8,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.38, 36.065],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '红岛',
            name_en: 'Hongdao',
            kind: 'subdistrict',
            minzoom: 11,
            approximate: true,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.266, 36.209],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '河套',
            name_en: 'Hetao',
            kind: 'subdistrict',
            minzoom: 11,
            approximate: true,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.165, 36.268],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '上马',
            name_en: 'Shangma',
            kind: 'subdistrict',
            minzoom: 11,
            approximate: true,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.225, 36.29],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '胶州湾',
            name_en: 'Jiaozhou Bay',
            kind: 'water',
            minzoom: 9,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.22, 36.125],
          },
        },
        {
          type: 'Feature',
          properties: {
            name_zh: '“青云”数据中心（示意位置）',
            name_en: 'Qingyun data centre (demo placement)',
            kind: 'demo_datacentre',
            minzoom: 11,
            demo: true,
          },
          geometry: {
            type: 'Point',
            coordinates: [120.258, 36.265],
          },
        },
      ],
    },
    'no-such-layer': {
      code: 'not-found',
      message: 'there is no such layer of the base map',
      field: 'layer',
    },
  },
  'GET /api/v1/resources': {
    halls: {
      resources: [
        {
          id: 'hall/qingyun/p1-h01',
          kind: 'hall',
          parent: 'phase/qingyun/p1',
          name: {
            zh: '1 号机房',
            en: 'Hall 1',
          },
          lifecycle: 'in-service',
          reporting: true,
          synthetic: true,
          position: null,
          altResource: [],
          attributes: {
            rows: 20,
            racks_per_row: 25,
            floor_col: 0,
            floor_row: 0,
          },
          state: 'warning',
        },
        {
          id: 'hall/qingyun/p1-h02',
          kind: 'hall',
          parent: 'phase/qingyun/p1',
          name: {
            zh: '2 号机房',
            en: 'Hall 2',
          },
          lifecycle: 'in-service',
          reporting: true,
          synthetic: true,
          position: null,
          altResource: [],
          attributes: {
            rows: 20,
            racks_per_row: 25,
            floor_col: 1,
            floor_row: 0,
          },
          state: 'normal',
        },
      ],
      total: 40,
      next: 'Mi5lMzk1ZjhhOWEzYmFhN2Uw',
    },
    search: {
      resources: [
        {
          id: 'site/qd-ht-001',
          kind: 'site',
          parent: 'zone/qingdao',
          name: {
            zh: 'QD-HT-001 湾畔',
            en: 'QD-HT-001 Bayside',
          },
          lifecycle: 'in-service',
          reporting: true,
          synthetic: true,
          position: {
            lat: 36.25172,
            lon: 120.26849,
          },
          altResource: [],
          attributes: {
            phase: '1',
            on_air_date: '2019-11-23',
            area: 'bay',
            backhaul_node: 'ring-3/n5',
            power_feed: 'mains-bay',
            vendor: 'Vendor A',
          },
          state: 'normal',
        },
      ],
      total: 4,
      next: 'MS45MWY3N2JlYmNiYTU3MDgw',
    },
    'unknown-kind': {
      code: 'invalid-parameter',
      message:
        'Invalid option: expected one of "zone"|"site"|"cell"|"backhaul-node"|"backhaul-link"|"datacentre"|"utility"|"transformer"|"generator"|"ups"|"pdu"|"phase"|"hall"|"row"|"rack"|"power-feed"|"cooling-unit"|"gpu-node"|"carrier"|"router"|"uplink"|"charging-station"|"connector"',
      field: 'kind',
    },
    'unknown-parameter': {
      code: 'unknown-parameter',
      message: 'Unrecognized key: "colour"',
      field: 'colour',
    },
    'too-long': {
      code: 'invalid-parameter',
      message: 'Too big: expected string to have <=100 characters',
      field: 'q',
      limit: 100,
    },
    'bad-cursor': {
      code: 'bad-cursor',
      message: 'the cursor does not belong to this query',
      field: 'cursor',
    },
    'no-such-parent': {
      code: 'not-found',
      message: 'there is no such resource',
      field: 'parent',
    },
  },
  'GET /api/v1/resources/{id}': {
    carrier: {
      id: 'carrier/cmcc',
      kind: 'carrier',
      parent: 'datacentre/qingyun',
      name: {
        zh: '中国移动',
        en: 'China Mobile',
      },
      lifecycle: 'in-service',
      reporting: true,
      synthetic: true,
      position: null,
      altResource: [],
      attributes: {},
      state: 'normal',
      path: [
        {
          id: 'zone/qingdao',
          name: {
            zh: '青岛高新区',
            en: 'Qingdao High-tech Zone',
          },
        },
        {
          id: 'datacentre/qingyun',
          name: {
            zh: '青云数据中心',
            en: 'Qingyun data centre',
          },
        },
      ],
      children: [
        {
          kind: 'uplink',
          count: 14,
        },
      ],
      values: [
        {
          resource: 'carrier/cmcc',
          metric: 'carrier.in',
          unit: 'bit/s',
          value: 476426000000,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 105,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'normal',
          source: 'simulator',
        },
        {
          resource: 'carrier/cmcc',
          metric: 'carrier.out',
          unit: 'bit/s',
          value: 1873408000000,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 105,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'normal',
          source: 'simulator',
        },
      ],
      dependsOn: [],
      neededBy: [
        {
          id: 'datacentre/qingyun',
          role: 'transport',
        },
        {
          id: 'uplink/qingyun/cmcc-01',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-02',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-03',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-04',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-05',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-06',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-07',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-08',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-09',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-10',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-11',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-12',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-13',
          role: 'carrier',
        },
        {
          id: 'uplink/qingyun/cmcc-14',
          role: 'carrier',
        },
      ],
      neededByCount: 15,
    },
    feed: {
      id: 'power-feed/qingyun/p1-h03/a',
      kind: 'power-feed',
      parent: 'hall/qingyun/p1-h03',
      name: {
        zh: 'P1-H03 A 路',
        en: 'P1-H03 A feed',
      },
      lifecycle: 'in-service',
      reporting: true,
      synthetic: true,
      position: null,
      altResource: [],
      attributes: {
        rating_a: 4000,
        voltage_v: 380,
        rating_w: 2630000,
      },
      state: 'normal',
      path: [
        {
          id: 'zone/qingdao',
          name: {
            zh: '青岛高新区',
            en: 'Qingdao High-tech Zone',
          },
        },
        {
          id: 'datacentre/qingyun',
          name: {
            zh: '青云数据中心',
            en: 'Qingyun data centre',
          },
        },
        {
          id: 'phase/qingyun/p1',
          name: {
            zh: '一期',
            en: 'Phase 1',
          },
        },
        {
          id: 'hall/qingyun/p1-h03',
          name: {
            zh: '3 号机房',
            en: 'Hall 3',
          },
        },
      ],
      children: [],
      values: [
        {
          resource: 'power-feed/qingyun/p1-h03/a',
          metric: 'power-feed.state',
          unit: 'state',
          value: 1,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 109,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'normal',
          source: 'simulator',
        },
        {
          resource: 'power-feed/qingyun/p1-h03/a',
          metric: 'power-feed.power',
          unit: 'W',
          value: 406200,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 109,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'normal',
          source: 'simulator',
        },
        {
          resource: 'power-feed/qingyun/p1-h03/a',
          metric: 'power-feed.load',
          unit: '%',
          value: 15.44486692015209,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 109,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'normal',
          source: 'simulator',
        },
      ],
      dependsOn: [
        {
          id: 'pdu/qingyun/p1-h03-a',
          role: 'power',
        },
      ],
      neededBy: [
        {
          id: 'hall/qingyun/p1-h03',
          role: 'power',
        },
      ],
      neededByCount: 1,
    },
    'no-such-resource': {
      code: 'not-found',
      message: 'there is no such resource',
      field: 'id',
    },
  },
  'GET /api/v1/latest': {
    'one-value': {
      values: [
        {
          resource: 'hall/qingyun/p1-h03',
          metric: 'hall.inlet-max',
          unit: '°C',
          value: 28.1,
          at: 1795538942434,
          receivedAt: 1795538942434,
          ageMs: 113,
          quality: 'good',
          reason: 'none',
          freshness: 'live',
          simulated: true,
          severity: 'warning',
          source: 'simulator',
        },
      ],
    },
    neither: {
      code: 'missing-parameter',
      message: 'name a resource, a metric or both',
      field: 'resource',
    },
    'no-such-metric': {
      code: 'not-found',
      message: 'there is no such metric',
      field: 'metric',
    },
  },
  'GET /api/v1/sources': {
    sources: {
      sources: [
        {
          id: 'simulator',
          protocol: 'simulator',
          simulated: true,
          lastReceivedAt: 1795538942434,
          revoked: false,
          skewMs: 0,
          limits: null,
          series: 83147,
          resources: 8761,
          accepted: 94789,
          duplicate: 0,
          late: 0,
          skewed: 0,
          future: 0,
          throttled: 0,
          rate: 1579.8166666666666,
          unmapped: [],
          unmappedTotal: 0,
          rejected: [],
          rejectedTotal: 0,
        },
        {
          id: 'ingest',
          protocol: 'otlp',
          simulated: false,
          lastReceivedAt: 1795538942372,
          revoked: false,
          skewMs: -203941372372,
          limits: {
            series: 246857,
            samplesPerSecond: 2000000,
            newSeriesPerMinute: 246857,
          },
          series: 1,
          resources: 1,
          accepted: 7,
          duplicate: 1,
          late: 7,
          skewed: 0,
          future: 3,
          throttled: 0,
          rate: 0.11666666666666667,
          unmapped: [
            {
              name: 'rack.colour',
              example: 'rack/qingyun/p1-h03/r12/08 rack.colour: no such metric as rack.colour',
              count: 1,
            },
          ],
          unmappedTotal: 1,
          rejected: [
            {
              reason: 'future',
              count: 3,
              example: 'rack/qingyun/p1-h03/r12/08 rack.inlet-top: 24.5 at 2096-10-02T07:06:40.000Z',
              lastAt: 1795538942372,
            },
            {
              reason: 'bad-row',
              count: 1,
              example: 'row 1: value: Invalid input: expected number, received null',
              lastAt: 1795538942339,
            },
          ],
          rejectedTotal: 4,
        },
      ],
    },
  },
  'GET /api/v1/scenarios': {
    scenarios: {
      simulated: true,
      speed: 1,
      scenarios: [
        {
          name: 'backhaul',
          title: {
            zh: '回传节点中断',
            en: 'A backhaul node goes down',
          },
          description: {
            zh: '一个汇聚节点中断五分钟：依赖它的基站全部退服，邻近链路改道，其余基站不受影响。',
            en: 'An aggregation node is dead for five minutes. Every site that depends on it is out, links reroute, others carry on.',
          },
          targets: ['backhaul-node/ring-2/n1'],
          lengthS: 300,
          problem: null,
          running: null,
        },
        {
          name: 'bad-night',
          title: {
            zh: '多重故障',
            en: 'A bad night',
          },
          description: {
            zh: '回传、冷却、馈电与运营商故障相继发生，共十分钟。',
            en: 'Backhaul, cooling, a feed and a carrier fail one after another, over ten minutes.',
          },
          targets: [
            'backhaul-node/ring-3/n1',
            'cooling-unit/qingyun/p1-h10/crah-4',
            'hall/qingyun/p1-h01',
            'carrier/cernet',
          ],
          lengthS: 1140,
          problem: null,
          running: null,
        },
        {
          name: 'carrier-cut',
          title: {
            zh: '运营商中断',
            en: 'A carrier is cut off',
          },
          description: {
            zh: '一家运营商的全部端口中断五分钟：流量转到其余运营商，直到容量上限。',
            en: 'Every port to one carrier is down for five minutes. Traffic moves to the others, as far as they have room.',
          },
          targets: ['carrier/cu'],
          lengthS: 300,
          problem: null,
          running: null,
        },
        {
          name: 'chargers',
          title: {
            zh: '充电故障',
            en: 'Chargers fail',
          },
          description: {
            zh: '四把充电枪先后故障。',
            en: 'Four connectors fault, two and two.',
          },
          targets: ['connector/cs-030/6', 'connector/cs-030/2', 'connector/cs-001/3', 'connector/cs-027/1'],
          lengthS: 300,
          problem: null,
          running: null,
        },
        {
          name: 'cooling',
          title: {
            zh: '冷却单元跳闸',
            en: 'A cooling unit trips',
          },
          description: {
            zh: '一台冷却单元跳闸：备用机启动，邻机加速，附近机柜在几分钟内升温数度。',
            en: 'A cooling unit trips. The standby unit starts, neighbours fan up, and racks near it rise a few kelvin within minutes.',
          },
          targets: ['cooling-unit/qingyun/p1-h13/crah-1'],
          lengthS: 1320,
          problem: null,
          running: null,
        },
        {
          name: 'feed-a-loss',
          title: {
            zh: '机房 A 路失电',
            en: 'A hall loses feed A',
          },
          description: {
            zh: '一个机房的 A 路馈电失电：负载全部转到 B 路，单路机柜掉电。',
            en: 'Feed A of a hall is dead. Its load moves to feed B; racks with a single cord on A go dark.',
          },
          targets: ['hall/qingyun/p1-h09'],
          lengthS: 300,
          problem: null,
          running: null,
        },
        {
          name: 'gnss',
          title: {
            zh: 'GNSS 丢失',
            en: 'GNSS is lost',
          },
          description: {
            zh: '两个基站失去卫星时钟：保持两分钟后自由振荡，TDD 小区退服。',
            en: 'Two sites lose their satellites. Clocks hold over for two minutes, then run free and TDD cells go out.',
          },
          targets: ['site/qd-ht-020', 'site/qd-ht-003'],
          lengthS: 420,
          problem: null,
          running: null,
        },
        {
          name: 'quiet-cells',
          title: {
            zh: '休眠小区与节能小区',
            en: 'Sleeping cells and cells that save energy',
          },
          description: {
            zh: '三个小区无告警却没有用户；另有三个小区按计划节能，不计为故障。',
            en: 'Three cells serve nobody without any alarm; three others save energy as planned, which is no fault.',
          },
          targets: [
            'cell/qd-ht-018/1',
            'cell/qd-ht-025/1',
            'cell/qd-ht-027/3',
            'cell/qd-ht-017/1',
            'cell/qd-ht-017/3',
            'cell/qd-ht-016/1',
          ],
          lengthS: 300,
          problem: null,
          running: null,
        },
        {
          name: 'silent-hall',
          title: {
            zh: '采集器静默',
            en: 'A collector goes silent',
          },
          description: {
            zh: '一个机房的机柜停止上报四分钟：数值先滞后，后失联，不保留旧值充当现值。',
            en: 'The racks of a hall stop reporting for four minutes. Values turn late, then stale; nothing old passes for now.',
          },
          targets: ['hall/qingyun/p1-h09'],
          lengthS: 240,
          problem: null,
          running: null,
        },
        {
          name: 'site-power',
          title: {
            zh: '基站市电中断',
            en: 'Sites lose their mains',
          },
          description: {
            zh: '三个基站改由电池供电：先关射频，后断传输；十分钟后市电恢复。',
            en: 'Three sites live on batteries. Radios are shed first, transmission last; mains return after ten minutes.',
          },
          targets: ['site/qd-ht-020', 'site/qd-ht-003', 'site/qd-ht-026'],
          lengthS: 600,
          problem: null,
          running: null,
        },
        {
          name: 'utility-power',
          title: {
            zh: '数据中心市电中断',
            en: 'The data centre loses its utility supply',
          },
          description: {
            zh: '市电消失，UPS 转电池，10–15 秒后发电机带载；五分钟后市电恢复。',
            en: 'The street is dead. UPS bridge on batteries, generators carry the load after 10–15 s; mains return after five minutes.',
          },
          targets: ['datacentre/qingyun'],
          lengthS: 300,
          problem: null,
          running: null,
        },
      ],
    },
  },
  'GET /api/v1/health': {
    health: {
      ready: true,
      notReady: null,
      epoch: 1515196016,
      degraded: [],
      version: '0.1.0',
      now: 1795538942556,
      uptimeMs: 3265,
      journal: {
        bytes: 1612767,
        segments: 1,
        pendingBytes: 0,
        fsync: {
          count: 20,
          meanMs: 1.4834726500000666,
          maxMs: 6.6098930000007385,
        },
      },
      history: {
        engine: 'duckdb',
        lagRecords: 13,
        lagMs: 1117,
        bytes: 4806341,
        tiers: [
          {
            tier: 'raw',
            from: 1795536000000,
            daysKept: 1825,
          },
          {
            tier: '1m',
            from: 1795536000000,
            daysKept: 90,
          },
          {
            tier: '1h',
            from: 1795536000000,
            daysKept: 1825,
          },
        ],
        refusing: null,
      },
      loopDelay: {
        p99Ms: 34.400639,
        maxMs: 271.018367,
      },
      rssBytes: 704704512,
      clients: 0,
      series: {
        known: 99761,
        limit: 246857,
      },
    },
  },
  'GET /api/v1/live/snapshot': {
    'no-such-topic': {
      code: 'not-found',
      message: 'there is no such topic',
      field: 'topic',
    },
  },
  'GET /api/v1/series': {
    hour: {
      from: 1795535342568,
      to: 1795538942568,
      tier: 'raw',
      stepMs: 605000,
      series: [
        {
          resource: 'uplink/qingyun/cmcc-01',
          metric: 'uplink.in',
          unit: 'bit/s',
          at: [1795538360000],
          min: [45461000000],
          max: [45464000000],
          mean: [45462500000],
          last: [45461000000],
          count: [2],
          coverage: [0.0343],
          quality: [33],
        },
      ],
    },
    'that-day': {
      from: 1591596000000,
      to: 1591599600000,
      tier: 'raw',
      stepMs: 0,
      series: [
        {
          resource: 'rack/qingyun/p1-h03/r12/08',
          metric: 'rack.inlet-top',
          unit: '°C',
          at: [],
          min: [],
          max: [],
          mean: [],
          last: [],
          count: [],
          coverage: [],
          quality: [],
        },
        {
          resource: 'rack/qingyun/p1-h03/r12/08',
          metric: 'rack.inlet',
          unit: '°C',
          at: [],
          min: [],
          max: [],
          mean: [],
          last: [],
          count: [],
          coverage: [],
          quality: [],
        },
      ],
    },
    'from-after-to': {
      code: 'bad-span',
      message: 'from must be before to',
      field: 'from',
      limit: 1591597567999,
    },
    'unknown-resource': {
      code: 'unknown-resource',
      message: 'there is no resource "rack/none"',
      field: 'resource',
    },
    'unknown-metric': {
      code: 'unknown-metric',
      message: 'there is no metric "rack.colour"',
      field: 'metric',
    },
    'too-many-points': {
      code: 'invalid-parameter',
      message: 'Too big: expected number to be <=10000',
      field: 'points',
      limit: 10000,
    },
  },
  'GET /api/v1/aggregate': {
    phases: {
      from: 1795535342578,
      to: 1795538942578,
      tier: '1m',
      stepMs: 600000,
      by: 'phase',
      groups: [
        {
          key: 'phase/qingyun/p1',
          label: {
            zh: '一期',
            en: 'Phase 1',
          },
          series: 8000,
          at: [1795538400000],
          min: [21.4],
          max: [29.4],
          mean: [23.005980392156864],
          count: [8160],
          coverage: [0.017],
          quality: [33],
        },
      ],
    },
    'step-too-fine': {
      code: 'step-too-fine',
      message: 'a step of 1000 ms is too fine for 1 groups over this span: at least 31561920 ms',
      field: 'step',
      limit: 31561920,
    },
    'no-groups': {
      code: 'no-groups',
      message: 'no rack belongs to a carrier',
      field: 'by',
    },
  },
  'GET /api/v1/changes': {
    latest: {
      resource: null,
      searched: {
        from: 1795536000000,
        to: 1795538942663,
      },
      complete: true,
      changes: [],
    },
    next: {
      resource: 'rack/qingyun/p1-h03/r12/08',
      searched: {
        from: 1591597568000,
        to: 1795538942685,
      },
      complete: true,
      changes: [],
    },
    neither: {
      code: 'one-direction',
      message: 'name either before or after',
      field: 'before',
    },
  },
  'GET /api/v1/state': {
    'no-such-topic': {
      code: 'unknown-topic',
      message: 'the topic names nothing in this zone',
      field: 'topic',
      limit: 'zone, tile/z/x/y and cluster/z/x/y (z 0–18), floor/inlet|power/<hall>, kind/<kind>, resource/<id>',
    },
    'no-moment': {
      code: 'invalid-parameter',
      message: 'this is no moment; write it as UTC ms, or ISO 8601 with a zone: 2026-08-01T03:12:00+08:00',
      field: 'at',
    },
  },
  'GET /api/v1/attention': {
    'no-moment': {
      code: 'invalid-parameter',
      message: 'Invalid input',
      field: 'at',
    },
  },
  'GET /healthz': {
    alive: {
      ok: true,
    },
  },
  'GET /readyz': {
    ready: {
      ready: true,
      epoch: 1515196016,
      degraded: [],
    },
  },
  'POST /api/v1/scenarios/{name}/start': {
    started: {
      name: 'carrier-cut',
      title: {
        zh: '运营商中断',
        en: 'A carrier is cut off',
      },
      description: {
        zh: '一家运营商的全部端口中断五分钟：流量转到其余运营商，直到容量上限。',
        en: 'Every port to one carrier is down for five minutes. Traffic moves to the others, as far as they have room.',
      },
      targets: ['carrier/cu'],
      lengthS: 300,
      problem: null,
      running: {
        startedAt: 1795538943056,
        elapsedS: 0,
      },
    },
    unknown: {
      code: 'unknown-scenario',
      message:
        'there is no scenario "volcano"; known: backhaul, bad-night, carrier-cut, chargers, cooling, feed-a-loss, gnss, quiet-cells, silent-hall, site-power, utility-power',
      field: 'name',
    },
    'no-header': {
      code: 'action-header-required',
      message: 'send the header X-Skyrack-Action: scenario',
      field: 'X-Skyrack-Action',
      limit: 'scenario',
    },
  },
  'POST /api/v1/scenarios/{name}/stop': {
    stopped: {
      name: 'carrier-cut',
      title: {
        zh: '运营商中断',
        en: 'A carrier is cut off',
      },
      description: {
        zh: '一家运营商的全部端口中断五分钟：流量转到其余运营商，直到容量上限。',
        en: 'Every port to one carrier is down for five minutes. Traffic moves to the others, as far as they have room.',
      },
      targets: ['carrier/cu'],
      lengthS: 300,
      problem: null,
      running: null,
    },
  },
  'GET /api/v1/zone/base.pmtiles': {
    'no-file': {
      code: 'not-found',
      message: 'there is no such PMTiles file',
      field: 'SKYRACK_PMTILES',
    },
  },
};
