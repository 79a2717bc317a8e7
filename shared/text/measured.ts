import type { Texts } from './text.ts';

/** Measured levels, and how far the model is from them. */
export const MEASURED = {
  'coverage.tab.measured': { zh: '实测', en: 'Measured' },
  'coverage.measured-file': { zh: '选择路测 CSV 文件', en: 'Choose a drive-test CSV' },
  'coverage.measured-sample': { zh: '下载示例（模拟）', en: 'Download a sample (simulated)' },
  'coverage.measured-how': {
    zh: 'CSV（UTF-8 或 GB18030）需有纬度、经度和 SS-RSRP（dBm）；SS-SINR、小区或 NCI、PCI、NR-ARFCN、时间可选，识别常用路测软件的中英文表头。先预览，不改变任何内容；全部采用或全部不采用。也可载入 L1M.SS-RSRP 直方图（小区或 NCI、from_dbm、to_dbm、count）：它没有位置，只作比较，不参与拟合。最多 {{megabytes}} MiB、{{rows}} 行。',
    en: 'A CSV (UTF-8 or GB18030) with latitude, longitude and SS-RSRP in dBm; SS-SINR, cell or NCI, PCI, NR-ARFCN and time where there are any, under the usual headers of drive-test tools. A preview comes first and changes nothing; all of a file is kept or none. Histograms of L1M.SS-RSRP (cell or NCI, from_dbm, to_dbm, count) are taken, too: without places they are compared and never fitted. At most {{megabytes}} MiB and {{rows}} rows.',
  },
  'coverage.measured-none': {
    zh: '还没有实测数据：覆盖率只来自模型，没有人知道它差多少。载入路测文件，或先用示例试一试：示例由模型加噪声生成，带有模拟标记。',
    en: 'Nothing was measured yet: coverage is the model’s alone, and nobody knows how far off it is. Load a drive test, or try the sample: it is the model with noise, and is marked as simulated.',
  },
  'coverage.measured-busy': { zh: '正在检查…', en: 'Looking it over…' },
  'coverage.measured-keeping': { zh: '正在采用…', en: 'Keeping it…' },
  'coverage.measured-clean': {
    zh: '没有问题：{{points}} 个点（按小区 {{cell}}，按 PCI {{pci}}，未注明 {{nothing}}）。',
    en: 'No problems: {{points}} points ({{cell}} name a cell, {{pci}} a PCI, {{nothing}} neither).',
  },
  'coverage.measured-bins': { zh: '没有问题：{{bins}} 个直方图格。', en: 'No problems: {{bins}} bins of histograms.' },
  'coverage.measured-histograms': { zh: '直方图', en: 'histograms' },
  'coverage.measured-empty': { zh: '没有可用的点。', en: 'There is no point in it that can be used.' },
  'coverage.measured-skipped': {
    zh: '略过：{{noLevel}} 行没有电平，{{noPosition}} 行没有位置。',
    en: 'Left out: {{noLevel}} rows without a level, {{noPosition}} without a position.',
  },
  'coverage.measured-commit.points': { zh: '采用 {{count}} 个点', en: 'Keep {{count}} points' },
  'coverage.measured-commit.histograms': { zh: '采用 {{count}} 格', en: 'Keep {{count}} bins' },
  'coverage.measured-committed.points': {
    zh: '已采用 {{count}} 个点，并已写入磁盘。',
    en: '{{count}} points are kept, on disk.',
  },
  'coverage.measured-committed.histograms': {
    zh: '已采用 {{count}} 格，并已写入磁盘。',
    en: '{{count}} bins are kept, on disk.',
  },
  'coverage.measured-conflict': {
    zh: '预览之后文件已改变，没有采用任何内容。请重新选择文件。',
    en: 'The file changed since the preview: nothing was kept. Choose it again.',
  },
  'coverage.measured-full': {
    zh: '已达到上限 {{limit}}：请先删除旧数据。',
    en: 'The limit of {{limit}} is reached: delete older files first.',
  },
  'coverage.measured-too-large': {
    zh: '文件超过上限 {{limit}}。',
    en: 'The file is larger than the limit of {{limit}}.',
  },

  'coverage.measured-problem.empty-file': {
    zh: '文件是空的：缺少表头',
    en: 'The file is empty: the header is missing',
  },
  'coverage.measured-problem.missing-column': { zh: '缺少此列', en: 'This column is missing' },
  'coverage.measured-problem.column-twice': {
    zh: '含义为 {{column}}，与另一表头重复',
    en: 'Means {{column}}, as another header does',
  },
  'coverage.measured-problem.wrong-cell-count': {
    zh: '有 {{count}} 格，表头有 {{expected}} 格',
    en: 'Has {{count}} cells where the header has {{expected}}',
  },
  'coverage.measured-problem.not-number': {
    zh: '“{{given}}”不是 {{least}} 到 {{most}} 之间的数',
    en: '“{{given}}” is not a number from {{least}} to {{most}}',
  },
  'coverage.measured-problem.not-whole': {
    zh: '“{{given}}”不是 {{least}} 到 {{most}} 之间的整数',
    en: '“{{given}}” is not a whole number from {{least}} to {{most}}',
  },
  'coverage.measured-problem.not-degrees': {
    zh: '“{{given}}”不是 ±{{most}}° 以内的度数',
    en: '“{{given}}” is not degrees within ±{{most}}',
  },
  'coverage.measured-problem.not-cell': {
    zh: '“{{given}}”不是小区编号，也不是 NCI',
    en: '“{{given}}” is neither the id of a cell nor an NCI',
  },
  'coverage.measured-problem.not-time': { zh: '“{{given}}”不是时间', en: '“{{given}}” is not a time' },
  'coverage.measured-problem.not-flag': { zh: '“{{given}}”不是 0 或 1', en: '“{{given}}” is not 0 or 1' },
  'coverage.measured-problem.not-crs': {
    zh: '“{{given}}”不是 WGS84、GCJ-02、BD-09 之一',
    en: '“{{given}}” is not one of WGS84, GCJ-02, BD-09',
  },
  'coverage.measured-problem.unknown-cell': { zh: '没有小区 {{given}}', en: 'There is no cell {{given}}' },
  'coverage.measured-problem.exchanged': {
    zh: '{{given}}：经纬度颠倒',
    en: '{{given}}: latitude and longitude are exchanged',
  },
  'coverage.measured-problem.far-away': {
    zh: '{{given}}：距区域超过 {{most}} km',
    en: '{{given}}: farther than {{most}} km from the zone',
  },
  'coverage.measured-problem.no-cell': { zh: '没有小区或 NCI', en: 'Neither a cell nor an NCI is named' },
  'coverage.measured-problem.no-count': { zh: '没有样本数', en: 'The count is missing' },
  'coverage.measured-problem.no-edge': { zh: '两端都为空', en: 'Both edges are empty' },
  'coverage.measured-problem.edges-exchanged': {
    zh: '下限 {{from}} 不小于上限 {{to}}',
    en: 'The lower edge {{from}} is not below the upper one {{to}}',
  },

  'coverage.measured-sets': { zh: '已采用的文件', en: 'Files that are kept' },
  'coverage.measured-left-out': { zh: '未参与（有实测数据）', en: 'left out: there are measured ones' },
  'coverage.measured-delete': { zh: '删除', en: 'Delete' },
  'coverage.measured-delete-sure': { zh: '确认删除', en: 'Delete it?' },
  'coverage.column.points': { zh: '点数', en: 'Points' },
  'coverage.column.measured-time': { zh: '测量日期', en: 'Measured' },
  'coverage.column.places': { zh: '地点', en: 'Places' },
  'coverage.column.mean': { zh: '均值', en: 'Mean' },
  'coverage.column.median': { zh: '中位数', en: 'Median' },
  'coverage.column.sigma': { zh: 'σ', en: 'σ' },
  'coverage.column.rmse': { zh: '均方根误差', en: 'RMSE' },
  'coverage.column.offset': { zh: '偏移 ± 标准误', en: 'Offset ± SE' },

  'coverage.residuals': { zh: '实测减预测（SS-RSRP）', en: 'Measured − predicted (SS-RSRP)' },
  'coverage.residuals-zone': {
    zh: '{{count}} 个点：均值 {{mean}}，中位数 {{median}}，σ {{sigma}}，均方根误差 {{rmse}}。',
    en: '{{count}} points: mean {{mean}}, median {{median}}, σ {{sigma}}, RMSE {{rmse}}.',
  },
  'coverage.residuals-out': {
    zh: '未比较：{{unmatched}} 个点的小区不在网，{{outOfRange}} 个点不在任何小区的计算范围内。',
    en: 'Not compared: {{unmatched}} points of cells that are not on air here, {{outOfRange}} that no cell reaches.',
  },
  'coverage.residuals-fit': {
    zh: '区域偏移 {{offset}}（标准误 {{error}}），小区之间 {{between}}，地点之间 {{within}}；用 {{points}} 个点拟合，分布在 {{cells}} 个小区的 {{places}} 个 50 m 方格。采用偏移后剩余 σ {{after}}。',
    en: 'Offset of the zone {{offset}} (standard error {{error}}); {{between}} between cells, {{within}} between places; fitted with {{points}} points in {{places}} squares of 50 m of {{cells}} cells. With the offsets σ {{after}} is left.',
  },
  'coverage.residuals-few': {
    zh: '点太少，未拟合：至少需要 {{cells}} 个小区、{{places}} 个 50 m 方格。覆盖率仍只来自模型。',
    en: 'Too few to fit: at least {{places}} squares of 50 m in {{cells}} cells are needed. Coverage stays the model’s alone.',
  },
  'coverage.residuals-covered': {
    zh: '达标面积：模型 {{model}}；用 {{points}} 个点拟合后 {{fitted}}（{{low}}–{{high}}）。',
    en: 'Area covered: {{model}} by the model, {{fitted}} ({{low}}–{{high}}) fitted with {{points}} points.',
  },
  'coverage.residuals-band': {
    zh: '区间：区域偏移 ±1.96 倍标准误，各按中位电平和按剩余 σ 的期望计算，取最小与最大。',
    en: 'The band: 1.96 standard errors of the zone’s offset either way, each by median levels and by expectation under the σ that is left; the least and the greatest of them.',
  },
  'coverage.residuals-simulated': {
    zh: '这些电平是模拟的：它们不说明真实网络。',
    en: 'These levels are simulated: they say nothing of a real network.',
  },
  'coverage.residuals-apply': { zh: '在地图上采用拟合偏移', en: 'Apply the fitted offsets to the map' },
  'coverage.residuals-applied': { zh: '电平按 {{points}} 个实测点拟合', en: 'Levels fitted with {{points}} points' },
  'coverage.residuals-histogram': { zh: '残差直方图，dB', en: 'Histogram of residuals, dB' },
  'coverage.residuals-histogram-words': {
    zh: '残差直方图：{{low}} 到 {{high}} dB，最多的一格在 {{peak}} dB（{{count}} 个点）',
    en: 'Histogram of residuals from {{low}} to {{high}} dB; the fullest bin is at {{peak}} dB with {{count}} points',
  },
  'coverage.residuals-chart-failed': {
    zh: '图表未能加载；数值见下表。',
    en: 'The chart did not load; the numbers are in the table.',
  },
  'coverage.reports': { zh: '终端上报电平（L1M.SS-RSRP）', en: 'What terminals report (L1M.SS-RSRP)' },
  'coverage.reports-why': {
    zh: '直方图没有位置，终端也在室内：只作比较，不参与拟合。预测为小区作为最佳服务小区处按人口的平均。',
    en: 'Histograms have no places, and terminals are also indoors: they are compared and never fitted. Predicted is the mean where the cell serves best, by people.',
  },
  'coverage.reports-unmatched': {
    zh: '另有 {{count}} 次上报的小区不在网。',
    en: '{{count}} more reports are of cells that are not on air here.',
  },
  'coverage.column.reports': { zh: '上报次数', en: 'Reports' },
  'coverage.column.measured-level': { zh: '实测均值 dBm', en: 'Measured, dBm' },
  'coverage.column.predicted-level': { zh: '预测均值 dBm', en: 'Predicted, dBm' },
  'coverage.column.difference': { zh: '差 dB', en: 'Difference, dB' },
  'coverage.residuals-cells': { zh: '各小区残差，dB', en: 'Residuals per cell, dB' },
  'coverage.residuals-failed': { zh: '残差未能加载', en: 'The residuals did not load' },
  'coverage.residuals-key': { zh: '实测 − 预测，dB', en: 'Measured − predicted, dB' },
  'coverage.residuals-thinned': {
    zh: '地图显示 {{total}} 个点中均匀选取的 {{shown}} 个。',
    en: 'The map shows {{shown}} of {{total}} points, evenly chosen.',
  },
  'coverage.figure.fitted': { zh: '达标面积（拟合）', en: 'Area covered, fitted' },
  'coverage.figure.fitted-points': { zh: '用 {{points}} 个点拟合', en: 'fitted with {{points}} points' },
} as const satisfies Texts;
