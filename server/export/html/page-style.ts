/** Looks of the self-contained page: no font and no picture from elsewhere. */
export const PAGE_STYLE = `
:root { color-scheme: light; font: 14px/1.45 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; color: #20262e; background: #fff; }
body { margin: 0 auto; max-width: 1280px; padding: 16px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 24px 0 8px; }
.warn { background: #fff2d6; border: 1px solid #b9790a; color: #5f3b00; padding: 6px 10px; font-weight: 600; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 8px; }
.card { border: 1px solid #d5d8dd; padding: 8px; } .card b { display: block; font-size: 18px; }
.card span { display: block; } .card i { color: #7a4b00; font-size: 12px; }
#map { border: 1px solid #d5d8dd; overflow: hidden; touch-action: none; } #map svg { display: block; width: 100%; height: auto; cursor: grab; }
#floor { border: 1px solid #d5d8dd; width: 100%; }
nav button { margin: 0 4px 4px 0; } button, select, input { font: inherit; padding: 3px 8px; }
nav button[aria-pressed="true"] { background: #20262e; color: #fff; }
.scroll { overflow: auto; max-height: 70vh; border: 1px solid #d5d8dd; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid #e4e6ea; padding: 3px 8px; text-align: left; white-space: nowrap; }
#table th { position: sticky; top: 0; background: #f3f4f6; } #table th button { all: unset; cursor: pointer; font-weight: 600; }
#table th button:focus-visible { outline: 2px solid #1f5fbf; }
td.number { text-align: right; font-variant-numeric: tabular-nums; } td small { color: #7a4b00; }
table.about td { white-space: normal; overflow-wrap: anywhere; }
@media print { .scroll { max-height: none; } nav, #filter, #more { display: none; } }
`;
