import type { Texts } from './text.ts';

/** The settings dialog and what it says about the base map. */
export const SETTINGS = {
  'settings.title': { zh: '设置', en: 'Settings' },
  'settings.kept': { zh: '保存在此浏览器中', en: 'Kept in this browser' },
  'settings.screen': { zh: '界面', en: 'Screen' },
  'settings.language': { zh: '语言 / Language', en: 'Language / 语言' },
  'settings.theme': { zh: '外观', en: 'Appearance' },
  'settings.dark': { zh: '深色', en: 'Dark' },
  'settings.light': { zh: '浅色', en: 'Light' },
  'settings.map': { zh: '地图', en: 'Map' },
  'settings.base': { zh: '底图', en: 'Base map' },
  'settings.base-vectors': { zh: '区域包矢量（无需网络）', en: 'Vectors of the zone pack (no network needed)' },
  'settings.base-tiles': { zh: '瓦片服务', en: 'Tile service' },
  'settings.base-tiles-of': { zh: '{{host}}，坐标系 {{crs}}', en: '{{host}}, drawn in {{crs}}' },
  'settings.base-tiles-unset': {
    zh: '服务器未设置：SKYRACK_TILE_URL 与 SKYRACK_TILE_ATTRIBUTION',
    en: 'not set on the server: SKYRACK_TILE_URL and SKYRACK_TILE_ATTRIBUTION',
  },
  'settings.base-pmtiles': { zh: 'PMTiles 文件', en: 'PMTiles file' },
  'settings.base-pmtiles-of': { zh: '由本服务器提供', en: 'served by this server' },
  'settings.base-pmtiles-unset': { zh: '服务器未设置：SKYRACK_PMTILES', en: 'not set on the server: SKYRACK_PMTILES' },
  'settings.opacity': { zh: '底图不透明度', en: 'Opacity of the base map' },
  'settings.crs': { zh: '坐标显示', en: 'Coordinates are shown in' },
  'settings.crs-why': {
    zh: '只影响显示的坐标文字；数据始终为 WGS84。瓦片使用其他坐标系时，图上要素会随之偏移以对齐。',
    en: 'Only the coordinates that are written. Data stay in WGS84; over tiles in another system, everything is drawn shifted so that it lies right.',
  },
  'settings.tiles-failed': {
    zh: '瓦片未能加载（{{count}} 次失败），已改用矢量底图',
    en: 'Tiles failed to load ({{count}} errors): showing the vectors instead',
  },
} as const satisfies Texts;
