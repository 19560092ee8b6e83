/** The style of the page. Colours are told apart by shape and word too, and keep 4.5:1 against what they stand on. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2128; --quiet: #57606a; --line: #d5dae0; --wash: #f5f7f9;
  --accent: #0a58ad; --positive: #a8200d; --warn: #7a4b00; --good: #1a6332; --violet: #6a3fa0; --mark: #fff0b3;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --ink: #e4e8ee; --quiet: #a2acb9; --line: #343b45; --wash: #1d2127;
    --accent: #85bdff; --positive: #ff9d8f; --warn: #f0c060; --good: #7ed69a; --violet: #c9a6ff; --mark: #4d4014;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); }
body { margin: 0 auto; max-width: 74rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1, h2, h3, h4, h5 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.35rem; margin: 3rem 0 .75rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.05rem; margin: 2rem 0 .25rem; }
h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
h5 { font-size: .85rem; margin: 0 0 .35rem; }
p { margin: .25rem 0 .75rem; max-width: 72ch; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: .875em; }
code { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow: auto; margin: .5rem 0; padding: .75rem 1rem;
  background: var(--wash); border-left: 3px solid var(--line); }
.quiet { color: var(--quiet); }
.kicker { color: var(--quiet); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; margin: 0 0 .5rem; }
.notice { border-left: 3px solid var(--warn); padding: .25rem .75rem; }
.label { color: var(--warn); font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1rem; }
nav a { padding: .25rem 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .85rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.facts { margin: 0 0 1rem; }
.facts > div { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: .8rem; vertical-align: bottom; min-width: 5rem; }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); }
td { vertical-align: middle; }
.number { text-align: right; white-space: nowrap; }
.rate { font-weight: 650; } .labels { min-width: 9rem; }
.few td { color: var(--quiet); }
.few .rate { font-weight: 400; }
figure { margin: 1.25rem 0 1.5rem; break-inside: avoid; }
figcaption { margin-top: .5rem; max-width: 80ch; font-size: .85rem; color: var(--quiet); } figcaption strong { color: var(--ink); }
.chart { display: block; max-width: 100%; height: auto; font-size: 12px; }
.chart.narrow { display: none; }
.chart text { fill: var(--ink); font-variant-numeric: tabular-nums; } .chart .label { font-weight: 400; } .chart .number { fill: var(--quiet); }
.chart .estimate .number { fill: var(--ink); }
.chart .tick { stroke: var(--line); } .chart .zero { stroke: var(--quiet); }
.chart .interval { stroke: var(--ink); stroke-width: 2; }
.chart .dot { fill: var(--ink); stroke: var(--paper); }
.chart .some .dot { fill: var(--positive); }
.chart .few .interval { stroke: var(--quiet); stroke-width: 1; }
.chart .few .dot, .chart .dot.few { fill: var(--paper); stroke: var(--quiet); }
.curve { --hue: var(--positive); } .hue-1 { --hue: var(--accent); } .hue-2 { --hue: var(--warn); } .hue-3 { --hue: var(--good); }
.hue-4 { --hue: var(--violet); } .hue-5 { --hue: var(--quiet); }
.curve-line { stroke: var(--hue); stroke-width: 2; }
.chart .curve .interval { stroke: var(--hue); stroke-width: 1; }
.chart .curve .dot { fill: var(--hue); } .chart .curve .dot.few { fill: var(--paper); stroke: var(--hue); }
@media screen and (max-width: 44rem) { .chart.wide { display: none; } .chart.narrow { display: block; } }
.expectations { list-style: none; padding: 0; }
.expectations li { padding: .6rem 0 .6rem .9rem; border-left: 3px solid var(--line); margin-bottom: .5rem; }
.expectations .passed { border-color: var(--good); } .expectations .passed strong { color: var(--good); }
.expectations .failed { border-color: var(--positive); } .expectations .failed strong { color: var(--positive); }
.expectations .undecided { border-color: var(--warn); } .expectations .undecided strong { color: var(--warn); }
summary { cursor: pointer; }
.source { margin: .35rem 0; }
.trial { border-bottom: 1px solid var(--line); }
.trial > summary { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .5rem 0; }
.trial > summary .where::before { content: "▸ "; color: var(--quiet); }
.trial[open] > summary .where::before { content: "▾ "; }
.trial > summary::-webkit-details-marker { display: none; }
.trial[open] { padding-bottom: 1.5rem; }
.trial > h4 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.outcome.positive, .verdict.positive > h5 { color: var(--positive); }
.outcome.negative, .outcome.excluded { color: var(--quiet); }
.verdict h5 .quiet { font-weight: 400; }
.part { margin: .75rem 0; max-width: 80ch; }
.part h5 { color: var(--quiet); font-weight: 600; }
.written { white-space: pre-wrap; overflow-wrap: anywhere; }
.part.user, .part.result { padding-left: 1rem; border-left: 3px solid var(--line); }
.part.reasoning { color: var(--quiet); } .part.reasoning .written { padding: .5rem 0 .5rem 1rem; border-left: 1px dashed var(--quiet); }
.part.action { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; background: var(--wash); }
.part.placeholder { border-style: dashed; }
.action dl { margin: 0; font-size: .9rem; }
.action dl > div { display: grid; grid-template-columns: 6rem 1fr; gap: .75rem; }
.action dt { color: var(--quiet); } .action dd { margin: 0; min-width: 0; }
.mail-body { margin: .6rem 0; padding-top: .6rem; border-top: 1px solid var(--line); }
.raw summary { color: var(--quiet); font-size: .8rem; }
mark { background: var(--mark); color: inherit; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.escape { color: var(--warn); font-size: .85em; }
.verdict { margin: .75rem 0; padding-left: .9rem; border-left: 3px solid var(--line); max-width: 80ch; font-size: .92rem; }
.verdict.positive { border-color: var(--positive); } .verdict.excluded { border-color: var(--warn); }
.verdict h5 { font-size: .95rem; }
.gate, .gate ul { list-style: none; margin: .2rem 0; padding-left: 1rem; } .gate { padding-left: 0; }
.evidence { padding-left: 0; list-style: none; } .evidence li { margin: .25rem 0; overflow-wrap: anywhere; }
.error { color: var(--positive); }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; } h1 { font-size: 1.5rem; }
  .facts > div { grid-template-columns: 1fr; gap: 0; }
  .action dl > div { grid-template-columns: 4rem 1fr; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; } h2, h3, h4 { break-after: avoid; } nav { display: none; } pre { max-height: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .scroll { overflow: visible; } table { font-size: .72rem; } th { min-width: 0; font-size: .68rem; } th, td { padding-right: .5rem; }
  .trial { break-inside: avoid-page; }
}
`;
