/// How the page of a report looks: by day, by night, on phones and on paper.
enum ReportStyle {
    static let text = """

        :root {
          --ground: #f4f6f9; --panel: #ffffff; --text: #17212b; --muted: #52606d; --line: #d8dfe6; --back: #eef2f6;
          --plain: #2f7fc8; --scheduled: #2f7fc8; --rescheduled: #b7791f; --canceled: #cf3d3d; --completed: #2e8b57;
          --missed: #8a5bc7; --requested: #0e8a93; --other: #77848f;
          --h1: #e4f0fa; --h2: #c2def4; --h3: #93c5ec; --h4: #1d6fb3; --h5: #0b3f70; --inverse: #ffffff;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ground: #0e1318; --panel: #161d25; --text: #e8eef4; --muted: #a3b3c2; --line: #2b3641; --back: #1c252f;
            --plain: #4b9fea; --scheduled: #4b9fea; --rescheduled: #e0a83e; --canceled: #f0716d; --completed: #4fb97c;
            --missed: #b58cf0; --requested: #36b8c2; --other: #8f9eab;
            --h1: #14304a; --h2: #194a74; --h3: #1f639c; --h4: #72b9f0; --h5: #c3e3fc; --inverse: #0e1318;
          }
        }
        * { box-sizing: border-box; }
        html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 76rem; padding: 2rem clamp(0.75rem, 3vw, 2rem); background: var(--ground);
          color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
        }
        h1 { margin: 0 0 0.75rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; }
        h2 { margin: 0 0 0.5rem; font-size: 1.15rem; line-height: 1.3; }
        p { margin: 0; }
        dl, dd, figure { margin: 0; }
        .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; }
        .facts div { display: flex; gap: 0.5rem; }
        .facts dt { flex: none; }
        dt, .remark, footer, .most, .ends, .legend { color: var(--muted); }
        main { margin: 1.5rem 0; }
        .card { margin-top: 1rem; }
        .columns { columns: 2; column-gap: 1rem; }
        .columns .card { break-inside: avoid; }
        .columns .card:first-child { margin-top: 0; }
        .card + .columns, .columns + .card { margin-top: 1rem; }
        .card { background: var(--panel); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem; }
        .remark { margin-bottom: 0.75rem; font-size: 0.925rem; }
        .figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); }
        .figures div { background: var(--panel); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1rem 1.25rem; }
        .figures dt, .figures span { font-size: 0.875rem; }
        .figures strong { display: block; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.02em; white-space: nowrap; }
        .figures span { color: var(--muted); }
        table { border-collapse: collapse; width: 100%; font-size: 0.925rem; }
        th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: start; vertical-align: middle; font-weight: 400; }
        thead th { color: var(--muted); font-size: 0.8125rem; white-space: nowrap; }
        tbody tr { border-top: 1px solid var(--line); }
        .number { text-align: end; white-space: nowrap; }
        th:last-child, td:last-child { padding-inline-end: 0; }
        tbody th { min-width: 7rem; max-width: 26rem; }
        .words { color: var(--muted); font-style: italic; }
        .many td.name, .many td.words { min-width: 6.5rem; }
        .bar { width: 38%; min-width: 5rem; }
        .scroll { overflow-x: auto; }
        .scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--plain); outline-offset: 3px; border-radius: 2px; }
        svg { display: block; width: 100%; }
        .bar svg { height: 0.7rem; }
        .strip { height: 1.25rem; margin-bottom: 0.75rem; border-radius: 0.3rem; }
        .days svg { height: 11rem; border-bottom: 1px solid var(--line); }
        .back { fill: transparent; }
        g:hover .back { fill: var(--back); }
        .most { font-size: 0.8125rem; margin-bottom: 0.25rem; }
        .ends { display: flex; justify-content: space-between; gap: 1rem; font-size: 0.8125rem; margin-top: 0.25rem; }
        details { margin-top: 0.75rem; }
        summary { cursor: pointer; color: var(--muted); font-size: 0.925rem; }
        details table { width: auto; }
        .plain { fill: var(--plain); } .scheduled { fill: var(--scheduled); } .rescheduled { fill: var(--rescheduled); }
        .canceled { fill: var(--canceled); } .completed { fill: var(--completed); } .missed { fill: var(--missed); }
        .requested { fill: var(--requested); } .other { fill: var(--other); }
        .week { font-size: 0.75rem; border-collapse: separate; border-spacing: 2px; table-layout: fixed; min-width: 46rem; }
        .week th, .week td { padding: 0.35rem 0; text-align: center; white-space: nowrap; min-width: 0; overflow-wrap: normal; }
        .week th:first-child { width: 2.75rem; text-align: start; color: var(--muted); }
        .week th:last-child, .week td:last-child { width: 3.5rem; text-align: end; }
        .week td { border-radius: 3px; }
        .h0 { background: var(--back); color: var(--muted); }
        .h1 { background: var(--h1); } .h2 { background: var(--h2); } .h3 { background: var(--h3); }
        .h4 { background: var(--h4); color: var(--inverse); } .h5 { background: var(--h5); color: var(--inverse); }
        .legend { display: flex; flex-wrap: wrap; gap: 0.35rem; margin-top: 0.5rem; font-size: 0.8125rem; align-items: center; }
        .legend span + span { padding: 0.1rem 0.5rem; border-radius: 3px; }
        .legend .h1, .legend .h2, .legend .h3 { color: var(--text); }
        ul { margin: 0; padding-inline-start: 1.25rem; }
        footer { font-size: 0.875rem; }
        @media (max-width: 48rem) {
          .columns { columns: 1; }
          body { padding-top: 1.25rem; }
          h1 { font-size: 1.6rem; }
          .card { padding: 1rem; }
          .figures { gap: 0.6rem; grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .figures div { padding: 0.75rem 0.9rem; }
          .figures strong { font-size: 1.25rem; }
          .bar { width: 26%; min-width: 3.5rem; }
          .many .bar, .ends span:nth-child(2):not(:last-child) { display: none; }
          .days svg { height: 8rem; }
          .week th:first-child { position: sticky; inset-inline-start: 0; background: var(--panel); }
        }
        @media print {
          body { max-width: none; padding: 0; background: none; font-size: 10pt; }
          .card, .figures div { break-inside: avoid; border-color: #c5ccd3; }
          .scroll { overflow: visible; }
          .week { min-width: 0; font-size: 7pt; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
