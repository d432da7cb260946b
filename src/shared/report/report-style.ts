/** The one stylesheet of an HTML report, inlined: it opens offline, prints, and follows light or dark. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --bg: #f6f7f9; --panel: #ffffff; --text: #1b2430; --muted: #566273;
  --line: #d9dee6; --accent: #2553c7; --good: #17703a; --bad: #b3261e; --warn: #8a5200; --code: #f1f3f6; }
@media (prefers-color-scheme: dark) { :root { --bg: #12161c; --panel: #1a2029; --text: #e6eaf0; --muted: #a2adbb;
  --line: #323c49; --accent: #8fb0ff; --good: #63c98a; --bad: #ff8d84; --warn: #f0b45b; --code: #222a35; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
header { margin-bottom: 24px; }
h1 { font-size: 26px; line-height: 1.25; margin: 4px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 0 0 6px; }
p { margin: 0 0 8px; overflow-wrap: anywhere; }
.brand { color: var(--muted); font-size: 13px; letter-spacing: .02em; }
.summary { font-size: 16px; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px; margin-bottom: 18px; overflow-x: auto; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); gap: 18px; margin-bottom: 18px; align-items: start; }
.columns section { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-top: 1px solid var(--line); overflow-wrap: break-word; }
.facts td { overflow-wrap: anywhere; }
tr:first-child > th, tr:first-child > td { border-top: 0; }
thead th { color: var(--muted); font-weight: 600; font-size: 13px; white-space: nowrap; }
tbody tr:first-child > td { border-top: 1px solid var(--line); }
.facts th { width: 34%; font-weight: 500; color: var(--muted); }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.wide { width: 30%; }
code, pre { font: 12.5px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 999px; padding: 0 10px; font-size: 12.5px; font-weight: 600; line-height: 20px; color: var(--muted); white-space: nowrap; }
.accent { color: var(--accent); } .sides th { width: 6em; font-weight: 500; color: var(--muted); }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.failure { border-left: 4px solid var(--bad); }
.finding { border-top: 1px solid var(--line); padding: 16px 0 6px; }
.finding:first-of-type { border-top: 0; padding-top: 0; }
.finding ul { margin: 0 0 10px; padding-left: 20px; overflow-wrap: anywhere; }
.label { font-weight: 600; margin: 10px 0 2px; font-size: 13px; color: var(--muted); }
.muted { color: var(--muted); font-size: 13.5px; }
details { border-top: 1px solid var(--line); padding: 8px 0; }
details:first-of-type { border-top: 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.bar { position: relative; height: 8px; min-width: 120px; background: var(--code); border-radius: 4px; margin-top: 8px; }
.bar svg { display: block; width: 100%; height: 8px; }
.bar rect { fill: var(--accent); } .bar .bad { fill: var(--bad); }
footer { color: var(--muted); font-size: 13px; }
@media screen and (max-width: 620px) {
  main { padding: 16px 10px 32px; } section { padding: 14px 12px; } .badge { white-space: normal; overflow-wrap: anywhere; }
  table, tbody, tr, th, td { display: block; } thead { display: none; } .facts th, .sides th { width: auto; padding-bottom: 0; }
  tr { border-top: 1px solid var(--line); padding: 4px 0; } tbody tr:first-child { border-top: 0; }
  th, td, tbody tr:first-child > td { border-top: 0; padding: 2px 0; overflow-wrap: anywhere; }
  td[data-label]:not(:empty)::before { content: attr(data-label) ': '; color: var(--muted); font-size: 13px; }
}
@page { margin: 15mm 14mm 17mm;
  @bottom-left { content: 'Grantscope report'; font: 8.5pt system-ui, sans-serif; color: #555555; }
  @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font: 8.5pt system-ui, sans-serif; color: #555555; } }
@media print {
  :root { --bg: #ffffff; --panel: #ffffff; --text: #000000; --muted: #444444; --line: #bbbbbb; --code: #f4f4f4;
    --accent: #2553c7; --good: #17703a; --bad: #b3261e; --warn: #8a5200; color-scheme: light; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; } h3 { font-size: 10.5pt; }
  table, .label, .muted, .badge, footer { font-size: 9pt; } code, pre { font-size: 8.5pt; }
  section { border: 0; border-radius: 0; padding: 0 0 6pt; margin-bottom: 8pt; overflow: visible; }
  .failure { padding-left: 12px; border-left: 3px solid var(--bad); }
  details::details-content { content-visibility: visible; block-size: auto; }
  .columns { display: block; } thead { display: table-header-group; } summary { list-style: none; }
  .badge, .bar, .bar rect, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  p, li, pre { orphans: 3; widows: 3; } pre { box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .bar, tr, li, summary { break-inside: avoid; }
  h2, h3, h3 + p, summary, .label, thead { break-after: avoid; }
}
`;
