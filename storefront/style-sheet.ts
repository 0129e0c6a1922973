// How the storefront looks. Light, as the marketplace is.

/** CSS of every storefront; rules for what is chosen, and the pictures, come after it. */
export const styleSheet: string = `
:root { color-scheme: light; --ink: #1b1a19; --soft: #5a5855; --line: #e1dfdd; --paper: #f6f5f4; --card: #fff;
  --blue: #0063b1; --blue-soft: #eff6fc; --amber: #8a4b00; --amber-soft: #fff4e0; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
fieldset { border: 0; min-width: 0; }
a { color: var(--blue); } a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; border-radius: 2px; }
.soft { color: var(--soft); } .small { font-size: 13px; }
.lacking { color: #a4262c; font-style: italic; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.tool { background: #1f1e1d; color: #fff; font-size: 14px; }
.tool > div { max-width: 1180px; margin: 0 auto; padding: 10px 24px; display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: center; }
.tool-title { margin-right: auto; display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
.tool-title a { color: #9cd0ff; } .tool-title code { font: 13px ui-monospace, Consolas, monospace; color: #d2d0ce; }
.tool :focus-visible { outline-color: #9cd0ff; }
.field { display: flex; align-items: center; gap: 8px; }
.field select { font: inherit; color: #fff; background: #3b3a39; border: 1px solid #8a8886; border-radius: 4px; padding: 5px 8px; max-width: 220px; min-height: 34px; }
.field input { width: 18px; height: 18px; accent-color: #9cd0ff; }
.switch { display: flex; border: 1px solid #8a8886; border-radius: 4px; }
.switch legend, .tabs legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.switch span, .tabs span { position: relative; display: flex; }
.switch input, .tabs input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.switch label { padding: 5px 14px; min-height: 34px; }
.switch input:checked + label { background: #fff; color: #1b1a19; border-radius: 3px; font-weight: 600; }
.switch input:focus-visible + label { outline: 3px solid #9cd0ff; outline-offset: 2px; }

main { max-width: 1180px; margin: 0 auto; padding: 18px 24px 8px; }
.variant, .panel, [data-markets] { display: none; }
.notice { background: var(--blue-soft); border-left: 4px solid var(--blue); padding: 9px 14px; margin: 0 0 10px; border-radius: 2px; }
.notice-preview { background: var(--amber-soft); border-color: #c8730a; }
.notice-live { background: #eaf6ea; border-color: #107c10; }
.eyebrow { margin: 22px 0 8px; color: var(--soft); font-size: 12px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }

.picture { display: inline-block; flex: none; background: center / contain no-repeat; }
.picture.missing { display: inline-flex; align-items: center; justify-content: center; text-align: center; border: 1px dashed #8a8886; color: var(--soft); font-size: 12px; line-height: 1.3; padding: 4px; background: #faf9f8; }
.logo-small { width: 48px; height: 48px; } .logo-large { width: 128px; height: 128px; }
.search-card, .product { background: var(--card); border-radius: 8px; box-shadow: 0 1px 3px rgb(0 0 0 / .14), 0 0 1px rgb(0 0 0 / .18); }
.search-card { width: 286px; max-width: 100%; min-height: 236px; padding: 20px; display: flex; flex-direction: column; gap: 4px; }
.search-card .picture { margin-bottom: 8px; }
.search-title { font-size: 16px; font-weight: 600; line-height: 1.3; }
.search-foot { margin-top: auto; padding-top: 14px; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 6px 10px; align-items: center; }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 1px 10px; font-size: 13px; color: var(--soft); }
.price { font-weight: 600; }

.head { display: flex; flex-wrap: wrap; gap: 24px; padding: 28px 32px 24px; align-items: center; }
.head .logo-large { border: 1px solid var(--line); border-radius: 6px; padding: 8px; background-origin: content-box; }
.head-text { flex: 1 1 320px; min-width: 0; }
.head h1 { font-size: 30px; font-weight: 600; line-height: 1.2; letter-spacing: -.01em; }
.publisher { color: var(--blue); font-size: 16px; margin-top: 4px; }
.chips { margin-top: 10px; display: flex; flex-wrap: wrap; gap: 6px; }
.head-buy { flex: 0 0 auto; display: flex; flex-direction: column; gap: 10px; align-items: flex-start; min-width: 180px; }
.head-buy .price { font-size: 17px; }
.buy { display: inline-block; background: var(--blue); color: #fff; font-weight: 600; padding: 9px 28px; border-radius: 4px; }

.tabs { display: flex; gap: 6px; border-bottom: 1px solid var(--line); padding: 0 26px; overflow-x: auto; scrollbar-width: thin; }
.tabs label { padding: 10px 8px 11px; color: var(--soft); white-space: nowrap; border-bottom: 3px solid transparent; }
.tabs span:hover label { color: var(--ink); }
.tabs input:checked + label { color: var(--ink); font-weight: 600; border-color: var(--blue); }
.tabs input:focus-visible + label { outline: 3px solid var(--blue); outline-offset: -3px; }
.panels { padding: 26px 32px 34px; min-height: 240px; }
.panels h2 { font-size: 20px; font-weight: 600; margin: 30px 0 12px; }
.panel > .variant > h2:first-child, .panel > h2:first-child { margin-top: 0; }

.lead { font-size: 18px; line-height: 1.45; font-weight: 600; max-width: 76ch; margin-bottom: 16px; }
.description { max-width: 76ch; }
.description > * + *, .description li + li { margin-top: 9px; }
.description ul, .description ol { padding-left: 24px; }
.description h3 { font-size: 18px; } .description h4 { font-size: 16px; } .description h5, .description h6 { font-size: 15px; }
.description h3, .description h4, .description h5, .description h6 { font-weight: 600; line-height: 1.3; }
.description > :is(h3, h4, h5, h6):not(:first-child) { margin-top: 20px; }
.description pre { overflow-x: auto; } .description blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 14px; }
.gallery { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)); gap: 18px; }
.wide { display: block; width: 100%; aspect-ratio: 16 / 9; border: 1px solid var(--line); border-radius: 6px; background-color: #fff; }
.wide.missing { display: flex; }
.gallery figcaption { margin-top: 6px; font-size: 14px; }
.film { position: relative; display: block; }
.play { position: absolute; inset: 0; margin: auto; width: 54px; height: 54px; border-radius: 50%; background: rgb(0 0 0 / .62); }
.play::after { content: ""; position: absolute; left: 21px; top: 16px; border-left: 18px solid #fff; border-top: 11px solid transparent; border-bottom: 11px solid transparent; }
.documents { list-style: none; display: grid; gap: 10px; } .documents li { display: flex; gap: 12px; align-items: flex-start; }
.pdf { flex: none; background: #a4262c; color: #fff; font-size: 11px; font-weight: 600; padding: 3px 6px; border-radius: 3px; }

.plans { list-style: none; margin-top: 14px; border-top: 1px solid var(--line); }
.plan { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 12px 36px; padding: 20px 0; border-bottom: 1px solid var(--line); }
.plan-text { flex: 2 1 420px; min-width: 0; } .plan-text > * + * { margin-top: 6px; }
.plan h3 { font-size: 17px; font-weight: 600; } .plan .description { font-size: 14px; }
.plan .description :is(h4, h5, h6) { font-size: 14px; }
.plan-cost { flex: 1 1 240px; min-width: 0; }
.price-lines { display: flex; flex-direction: column; gap: 2px; } .plan-price { font-size: 17px; font-weight: 600; line-height: 1.4; }
.meters { padding-left: 18px; margin-top: 8px; font-size: 14px; }
.tag { display: inline-block; background: var(--amber-soft); color: var(--amber); border-radius: 4px; padding: 2px 10px; font-size: 13px; font-weight: 600; }
.details > div { display: grid; grid-template-columns: 180px minmax(0, 1fr); gap: 18px; padding: 12px 0; border-bottom: 1px solid var(--line); }
.details > div:last-child { border-bottom: 0; } .details dt { font-weight: 600; }
.details ul { list-style: none; } .details summary { color: var(--blue); cursor: pointer; } .details details p { margin-top: 8px; max-width: 76ch; }

.scrolled { overflow-x: auto; }
.differences { border-collapse: collapse; width: 100%; min-width: 560px; table-layout: fixed; font-size: 14px; }
.differences th, .differences td { text-align: left; vertical-align: top; padding: 10px 14px 10px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
.differences thead th { color: var(--soft); font-weight: 600; } .differences tbody th { font-weight: 600; }
.differences p + p { margin-top: 4px; } .thumbnail { width: 112px; height: 63px; border: 1px solid var(--line); border-radius: 3px; display: block; margin-bottom: 4px; background-color: #fff; }
.thumbnail.missing { font-size: 11px; } mark { background: #ffe3ad; color: inherit; padding: 0 2px; border-radius: 2px; }
.differs-note { display: none; }
body:has(#marks:checked) .differs { background: #fff8e9; box-shadow: -4px 0 0 #c8730a, 4px 0 0 #fff8e9; border-radius: 2px; }
body:has(#marks:checked) .differs > .differs-note { display: inline-block; vertical-align: middle; margin-left: 8px; background: var(--amber); color: #fff; font: 600 11px/1.5 "Segoe UI", system-ui, sans-serif; letter-spacing: 0; padding: 0 7px; border-radius: 999px; }

footer { max-width: 1180px; margin: 0 auto; padding: 10px 24px 36px; color: var(--soft); font-size: 13px; }
@supports not selector(:has(a)) { .variant, .panel, [data-markets] { display: block; } }
@media (max-width: 700px) {
  .tool > div, main { padding-left: 16px; padding-right: 16px; } footer { padding-left: 16px; padding-right: 16px; }
  .head { padding: 20px 18px 18px; gap: 16px; } .head .logo-large { width: 88px; height: 88px; } .head h1 { font-size: 24px; }
  .head-text { flex-basis: 200px; } .head-buy { flex-basis: 100%; }
  .tabs { padding: 0 12px; } .panels { padding: 20px 18px 26px; }
  .details > div { grid-template-columns: 1fr; gap: 2px; }
  .search-card { width: 100%; min-height: 0; }
}
@media print { .tool { display: none; } .panel { display: block; } body { background: #fff; } }
`;
