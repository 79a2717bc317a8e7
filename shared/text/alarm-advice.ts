import type { Texts } from './text.ts';

/** What an alarm of each rule means. */
const MEANS = {
  'alarms.means.site-unavailable': {
    zh: '基站的全部小区都退服，覆盖范围内的用户失去该站服务。',
    en: 'Every cell of the site is out: whoever it served has lost it.',
  },
  'alarms.means.cell-unavailable': {
    zh: '小区未锁定也未节能，却不提供业务。',
    en: 'The cell is neither locked nor saving energy, and carries no service.',
  },
  'alarms.means.prb-load': {
    zh: '小区的物理资源块接近用尽，用户速率开始下降。',
    en: 'The cell is running out of resource blocks; its users slow down.',
  },
  'alarms.means.prb-load-uplink': {
    zh: '小区的上行资源块接近用尽，用户上传变慢。',
    en: 'The cell is running out of uplink resource blocks; what its users send slows down.',
  },
  'alarms.means.sleeping-cell': {
    zh: '小区没有告警，流量却远低于自己平日同一时段。',
    en: 'The cell reports no fault, yet carries far less than it does at this hour.',
  },
  'alarms.means.site-mains': {
    zh: '市电已断，站点靠电池运行。',
    en: 'The mains are gone; the site lives on its battery.',
  },
  'alarms.means.rectifier-failure': {
    zh: '整流器不再供电和充电，站点靠电池运行，市电正常也一样。',
    en: 'The rectifier neither feeds nor charges: the site lives on its battery although the mains are there.',
  },
  'alarms.means.battery-low': {
    zh: '电池即将放空，之后基站退服。',
    en: 'The battery is nearly empty; the site is out after that.',
  },
  'alarms.means.clock-unlocked': {
    zh: '时钟参考丢失，保持期过后 TDD 帧失步，会干扰邻站。',
    en: 'The clock reference is lost; after holdover the TDD frames drift and disturb the neighbours.',
  },
  'alarms.means.backhaul-down': {
    zh: '回传链路或节点不通，只靠它接入的基站失去业务。',
    en: 'A backhaul link or node carries nothing; sites that have no other way are cut off.',
  },
  'alarms.means.backhaul-load': { zh: '链路接近满载，会丢包。', en: 'The link is nearly full and will drop packets.' },
  'alarms.means.router-down': { zh: '路由器不再转发。', en: 'The router forwards nothing.' },
  'alarms.means.inlet': {
    zh: '机柜进风高于推荐范围，设备降频或停机的风险上升。',
    en: 'Air enters the rack warmer than recommended; equipment may throttle or stop.',
  },
  'alarms.means.inlet-rise': {
    zh: '进风升温很快，通常是制冷刚刚失效。',
    en: 'Inlet air warms fast, which mostly means that cooling has just failed.',
  },
  'alarms.means.hall-hot': {
    zh: '机房内大量机柜同时过热，是制冷问题而不是单个机柜。',
    en: 'Many racks are too warm at once: a matter of cooling, not of one rack.',
  },
  'alarms.means.dew-point': {
    zh: '空气过湿会凝露，过干会积累静电。',
    en: 'Air that is too moist condenses; air that is too dry builds up static.',
  },
  'alarms.means.humidity': {
    zh: '进风相对湿度超出允许范围：过湿会腐蚀和凝露，过干会积累静电。',
    en: 'Inlet air outside the allowed humidity: moist air corrodes and condenses, dry air builds up static.',
  },
  'alarms.means.feed-dead': {
    zh: '一路供电没有电压，双路机柜靠另一路运行，单路机柜已断电。',
    en: 'A supply has no voltage: racks with two feeds live on the other, racks with one are dark.',
  },
  'alarms.means.hall-dark': {
    zh: '机房的供电支路全部失电，其中没有机柜在运行。',
    en: 'Every feed of the hall is dead: no rack in it runs.',
  },
  'alarms.means.rack-dark': {
    zh: '机柜接入的每一路供电都已失电，其中的设备已停机。',
    en: 'Each feed that the rack is plugged into is dead: what stands in it is off.',
  },
  'alarms.means.supply-load': {
    zh: '供电设备的负载超过其额定份额。',
    en: 'The supply carries more than its rated share.',
  },
  'alarms.means.phase-load': {
    zh: '一相的电流接近断路器额定值，三相不平衡时总功率看不出来。',
    en: 'One phase is near the rating of its breaker; the total hides it while phases are uneven.',
  },
  'alarms.means.failover-headroom': {
    zh: '现在正常，但若失去一路，另一路将过载跳闸。',
    en: 'All is well now, but the other feed would trip if this one were lost.',
  },
  'alarms.means.ups-state': { zh: 'UPS 不在正常在线状态。', en: 'The UPS is not in its normal on-line state.' },
  'alarms.means.ups-battery': { zh: 'UPS 电池剩余时间不足。', en: 'The UPS has little battery time left.' },
  'alarms.means.generator-failed': {
    zh: '需要时发电机没有起来，只剩电池时间。',
    en: 'The generator did not start when it was needed: only the batteries’ time is left.',
  },
  'alarms.means.cooling-trip': {
    zh: '冷却单元停机，周围机柜将升温。',
    en: 'The cooling unit has stopped; the racks around it will warm up.',
  },
  'alarms.means.uplink-down': { zh: '端口不通，其容量已丢失。', en: 'The port is down and its capacity is gone.' },
  'alarms.means.carrier-cut': {
    zh: '通往一家运营商的端口全部中断，流量转到其余运营商。',
    en: 'No port to the carrier works; its traffic moves to the others.',
  },
  'alarms.means.egress-load': { zh: '出口接近满载。', en: 'The egress is nearly full.' },
  'alarms.means.egress-n-1': {
    zh: '现在够用，但若失去这家运营商或这台路由器，剩余端口装不下。',
    en: 'It fits now, but what is left after losing this carrier or router would not carry it.',
  },
  'alarms.means.egress-forecast': {
    zh: '按目前的增长，出口将在预计时刻达到上限。',
    en: 'At its present growth the egress reaches its limit at the expected time.',
  },
  'alarms.means.pue-metering': {
    zh: '总功率小于 IT 功率，这不可能，说明有电表漏计或错计。',
    en: 'Total power below IT power cannot be: a meter is missing or wrong.',
  },
  'alarms.means.charger-fault': {
    zh: '充电枪报告故障，不能充电。',
    en: 'The connector reports a fault and cannot charge.',
  },
  'alarms.means.station-out': { zh: '充电站没有可用的充电枪。', en: 'The station has no connector that works.' },
  'alarms.means.gpu-missing': {
    zh: '操作系统看到的 GPU 少于清单数量。',
    en: 'The node sees fewer GPUs than the inventory lists.',
  },
  'alarms.means.gpu-temperature': { zh: 'GPU 过热，将降频。', en: 'The GPU is too warm and will throttle.' },
  'alarms.means.silence': {
    zh: '不再收到数据。业务可能正常，也可能中断：在有第二个证据之前按未知处理。',
    en: 'No data come any more. Service may run or not: it counts as unknown until there is a second evidence.',
  },
  'alarms.means.hall-silent': {
    zh: '机房内大量机柜同时停止上报，多半是采集而不是机柜。',
    en: 'Many racks fell silent at once: most likely collection, not the racks.',
  },
  'alarms.means.source-silence': {
    zh: '数据源不再发送，它所报告的一切正在变旧。',
    en: 'The source sends nothing; all that it reports grows old.',
  },
  'alarms.means.clock-skew': {
    zh: '数据源的时钟与本机不一致，事件的先后可能颠倒。',
    en: 'The source’s clock disagrees with ours: the order of events may be wrong.',
  },
  'alarms.means.alarm-flood': {
    zh: '数据源的告警超过每分钟上限，超出的部分在洪泛结束后列出。',
    en: 'The source raises more than its limit; the rest is listed when the flood ends.',
  },
  'alarms.means.own-disk': {
    zh: '写满后本机将拒收数据。',
    en: 'When the disk is full this server refuses data.',
  },
  'alarms.means.own-lag': {
    zh: '本机处理跟不上接收，画面与告警会晚到。',
    en: 'This server takes in more than it handles: screens and alarms come late.',
  },
  'alarms.means.external': {
    zh: '设备自己报告的告警，原文如下。',
    en: 'The equipment reports this itself, in its own words.',
  },
} as const satisfies Texts;

/** What to do about it first. */
const DO = {
  'alarms.do.site-unavailable': {
    zh: '先看是否有市电、回传或时钟告警；都没有则远程复位主设备，再派人上站。',
    en: 'Look for mains, backhaul or clock alarms first; if there are none, reset the base station remotely, then send someone.',
  },
  'alarms.do.cell-unavailable': {
    zh: '复位该小区的射频单元；仍不恢复则查光纤与天馈。',
    en: 'Reset the cell’s radio unit; if it stays out, check fibre and antenna.',
  },
  'alarms.do.prb-load': {
    zh: '查邻区是否退服；持续越限则调整负载均衡或申请扩容。',
    en: 'Check whether a neighbour is out; if it lasts, rebalance load or plan more capacity.',
  },
  'alarms.do.prb-load-uplink': {
    zh: '查上行干扰和大流量上传用户；持续越限则调整负载均衡或申请扩容。',
    en: 'Look for uplink interference and heavy senders; if it lasts, rebalance load or plan more capacity.',
  },
  'alarms.do.sleeping-cell': {
    zh: '做一次拨测；无业务则复位小区。',
    en: 'Make a test call; if nothing goes through, reset the cell.',
  },
  'alarms.do.site-mains': {
    zh: '联系供电部门确认恢复时间；早于电池耗尽则等待，否则派油机。',
    en: 'Ask the utility when power returns; if the battery ends before that, send a mobile generator.',
  },
  'alarms.do.rectifier-failure': {
    zh: '远程复位整流模块；电池耗尽前派人更换。',
    en: 'Reset the rectifier modules remotely; have them replaced before the battery ends.',
  },
  'alarms.do.battery-low': {
    zh: '立即派油机，或准备邻站补偿。',
    en: 'Send a mobile generator now, or prepare the neighbours to take over.',
  },
  'alarms.do.clock-unlocked': {
    zh: '查 GNSS 天线与馈线，确认 1588 备用时钟可用。',
    en: 'Check the GNSS antenna and cable; confirm that the IEEE 1588 backup works.',
  },
  'alarms.do.backhaul-down': {
    zh: '查两端光功率以定位断点，通知线路维护抢修。',
    en: 'Read optical power at both ends to find the break; call the line crew.',
  },
  'alarms.do.backhaul-load': {
    zh: '查是否有链路改道；必要时扩容或限速。',
    en: 'Check whether traffic was rerouted; add capacity or shape it.',
  },
  'alarms.do.router-down': {
    zh: '从带外管理口登录，查电源与板卡。',
    en: 'Log in out of band; check power and line cards.',
  },
  'alarms.do.inlet': {
    zh: '查冷热通道封闭与盲板，再查邻近冷却单元。',
    en: 'Check aisle containment and blanking panels, then the cooling units nearby.',
  },
  'alarms.do.inlet-rise': {
    zh: '马上查该区域的冷却单元和风机。',
    en: 'Look at the cooling units and fans of that area at once.',
  },
  'alarms.do.hall-hot': {
    zh: '启动备用冷却单元，通知机房值班，准备降载。',
    en: 'Start the standby cooling, call the hall’s staff, prepare to shed load.',
  },
  'alarms.do.dew-point': { zh: '调整加湿或除湿，检查新风。', en: 'Adjust humidification; check the fresh-air supply.' },
  'alarms.do.humidity': {
    zh: '调整加湿或除湿，检查新风与漏水。',
    en: 'Adjust humidification; check fresh air and leaks.',
  },
  'alarms.do.feed-dead': {
    zh: '查上级开关与 UPS；恢复前不要在另一路增加负载。',
    en: 'Check the breaker and the UPS above; add no load to the other feed until it is back.',
  },
  'alarms.do.hall-dark': {
    zh: '先恢复任意一路供电；按顺序上电，避免冲击。',
    en: 'Bring any one feed back first; power up in order, so that the inrush trips nothing.',
  },
  'alarms.do.rack-dark': {
    zh: '恢复其供电支路；单路机柜可临时改接另一路。',
    en: 'Bring its feed back; a rack with a single cord may be moved to the other one.',
  },
  'alarms.do.supply-load': { zh: '把负载移到其他供电设备。', en: 'Move load to another supply.' },
  'alarms.do.phase-load': {
    zh: '把机柜换接到较空的相，先不要在这一路加负载。',
    en: 'Move racks to a phase with room; add no load to this feed before.',
  },
  'alarms.do.failover-headroom': {
    zh: '在两路之间重新分配，或迁走机柜负载。',
    en: 'Rebalance between the feeds, or move load out of the racks.',
  },
  'alarms.do.ups-state': {
    zh: '查 UPS 面板告警与旁路原因。',
    en: 'Read the UPS panel; find out why it is on battery or bypass.',
  },
  'alarms.do.ups-battery': {
    zh: '确认发电机已带载，否则按顺序关停负载。',
    en: 'Confirm that the generator carries the load; otherwise shut down in order.',
  },
  'alarms.do.generator-failed': {
    zh: '就地手动启动，查油位与起动电池。',
    en: 'Start it by hand on site; check fuel and starter battery.',
  },
  'alarms.do.cooling-trip': {
    zh: '复位一次；不成功则启用备用单元并通知厂家。',
    en: 'Reset it once; if that fails, start the standby unit and call the vendor.',
  },
  'alarms.do.uplink-down': {
    zh: '查光模块与收光功率，联系对端运营商。',
    en: 'Check the optic and received power; call the carrier.',
  },
  'alarms.do.carrier-cut': {
    zh: '联系运营商，确认其余出口的余量。',
    en: 'Call the carrier; watch the headroom of the others.',
  },
  'alarms.do.egress-load': {
    zh: '查异常流量；调整路由或限速。',
    en: 'Look for abnormal traffic; reroute or shape it.',
  },
  'alarms.do.egress-n-1': {
    zh: '申请扩容，或与租户商定失效时的降速。',
    en: 'Order capacity, or agree with tenants what slows down in a failure.',
  },
  'alarms.do.egress-forecast': {
    zh: '在预计时刻之前安排扩容。',
    en: 'Arrange more capacity before the expected time.',
  },
  'alarms.do.pue-metering': {
    zh: '核对电表清单与倍率，PUE 在此之前不要引用。',
    en: 'Check the meters and their ratios; do not quote the PUE until then.',
  },
  'alarms.do.charger-fault': {
    zh: '远程复位充电枪；仍故障则派人并在应用中下架。',
    en: 'Reset it remotely; if it stays, send someone and take it off the app.',
  },
  'alarms.do.station-out': {
    zh: '查站点供电与网络，通知运营方引导车辆。',
    en: 'Check the station’s power and network; tell the operator to redirect cars.',
  },
  'alarms.do.gpu-missing': {
    zh: '查 PCIe 与 XID 日志，排空节点后重启。',
    en: 'Read the PCIe and XID logs; drain the node and restart it.',
  },
  'alarms.do.gpu-temperature': { zh: '查风扇、液冷流量与机柜进风。', en: 'Check fans, coolant flow and rack inlet.' },
  'alarms.do.silence': {
    zh: '先查数据源与管理网络，再看邻近设备是否仍在上报。',
    en: 'Check the source and the management network first, then whether its neighbours still report.',
  },
  'alarms.do.hall-silent': { zh: '查该机房的采集器与交换机。', en: 'Check the hall’s collector and switch.' },
  'alarms.do.source-silence': {
    zh: '在“数据质量”页查看该数据源，重启其采集程序。',
    en: 'Open the source on the data-quality page; restart its collector.',
  },
  'alarms.do.clock-skew': { zh: '让数据源与 NTP 同步。', en: 'Synchronize the source with NTP.' },
  'alarms.do.alarm-flood': {
    zh: '查数据源为何洪泛；必要时修正其映射。',
    en: 'Find out why the source floods; mend its mapping if need be.',
  },
  'alarms.do.own-disk': { zh: '释放空间或扩容，或缩短历史保留期。', en: 'Free space, add some, or keep less history.' },
  'alarms.do.own-lag': {
    zh: '看本机 CPU 与磁盘；减少数据源或换更快的机器。',
    en: 'Look at CPU and disk; reduce sources or move to a faster machine.',
  },
  'alarms.do.external': { zh: '按设备手册处理该告警码。', en: 'Follow the equipment’s manual for this alarm.' },
} as const satisfies Texts;

/** What a rule's alarm means and what to do about it, by rule. */
export const ALARM_ADVICE = { ...MEANS, ...DO } as const satisfies Texts;
