// How the portal looks: one style sheet for all pages.

/** CSS for every page, light and dark. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #f5f6f8; --card: #fff; --line: #dfe3e8;
  --accent: #0f6cbd; --good: #0e6b38; --busy: #7d5300; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a0a8b2; --paper: #16181c; --card: #1f2228;
  --line: #343941; --accent: #6cb4f5; --good: #5bc98a; --busy: #e0b252; --bad: #f2867f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
header, footer, main { max-width: 1040px; margin: 0 auto; padding: 16px 20px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; }
header .home { font-weight: 600; font-size: 17px; color: var(--ink); text-decoration: none; }
header nav a { margin-right: 14px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header small { font-weight: 400; color: var(--soft); }
p { margin: 6px 0; } section + table, h1 + p { margin-bottom: 12px; } .images { margin-top: 10px; }
footer { color: var(--soft); font-size: 13px; padding-bottom: 40px; }
a { color: var(--accent); }
h1 { font-size: 26px; line-height: 1.25; margin: 4px 0; }
h2 { font-size: 18px; margin: 0 0 10px; }
h3 { font-size: 15px; margin: 14px 0 4px; }
section {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; margin: 0 0 16px;
}
table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--soft); font-weight: 500; }
th, td { padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
dl { display: grid; grid-template-columns: minmax(130px, max-content) 1fr; gap: 5px 18px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 13px ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.hero { display: flex; gap: 18px; align-items: flex-start; }
.hero img {
  width: 88px; height: 88px; object-fit: contain; border-radius: 10px; border: 1px solid var(--line);
  background: #fff;
}
.soft { color: var(--soft); margin: 2px 0; } .right { margin-left: auto; white-space: nowrap; }
.badge {
  display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: 13px; border: 1px solid currentColor;
  color: var(--soft); white-space: nowrap;
}
.good { color: var(--good); } .busy { color: var(--busy); } .bad { color: var(--bad); }
.images { display: flex; flex-wrap: wrap; gap: 14px; }
figure { margin: 0; }
figure img {
  display: block; max-width: 255px; max-height: 160px; border: 1px solid var(--line); background: #fff;
  border-radius: 6px;
}
figcaption { color: var(--soft); font-size: 13px; }
.filter { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: end; margin: 0 0 14px; }
input, select, button {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: 4px 10px;
  max-width: 100%;
}
button { cursor: pointer; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.modules { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 0 20px; align-items: start; }
.modules nav { position: sticky; top: 12px; } .modules nav ul { list-style: none; padding: 0; }
.modules nav li { padding: 4px 0; overflow-wrap: anywhere; }
.timeline, .steps { list-style: none; padding: 0; margin: 0; }
.timeline > li { border-left: 2px solid var(--line); padding: 0 0 18px 18px; } .timeline > li:last-child { padding-bottom: 0; }
.timeline h3 { margin-top: 0; } h4 { font-size: 14px; margin: 10px 0 2px; }
.steps li { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; } .steps .name { min-width: 170px; color: var(--ink); }
.steps li:not([class]), .steps li[class=""] { color: var(--soft); }
tbody th { color: var(--ink); }
@media (max-width: 700px) {
  .modules { display: block; } .modules nav { position: static; }
  .hero { flex-wrap: wrap; } .right { margin-left: 0; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table, tbody, tr, td, tbody th { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: 6px 0; } td, tbody th { border: 0; padding: 2px 0; overflow-wrap: anywhere; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--soft); }
}
ul { margin: 4px 0; padding-left: 20px; }
`;
