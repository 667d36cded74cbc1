import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export interface MarkdownPage {
  readonly markdown: string;
  /** Who wrote it, in the bar above; none: it stands alone, as a job summary does. */
  readonly author: string | undefined;
  /** What draws Mermaid's charts. */
  readonly mermaid: string;
  readonly dark: boolean;
}

/** A page that shows Markdown much as GitHub does: parsed as there, diffs coloured, Mermaid drawn. */
export function markdownPage({ markdown, author, mermaid, dark }: MarkdownPage): string {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
    .replace(/<pre><code class="language-diff">([\s\S]*?)<\/code><\/pre>/g, (_, code: string) =>
      diffBlock(code),
    )
    .replace(
      /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
      '<pre class="mermaid">$1</pre>',
    );
  const bar = author === undefined ? '' : `<div class="bar"><b>${author}</b> commented now</div>`;
  const theme = dark ? 'dark' : 'default';
  return `<!DOCTYPE html><html lang="en" class="${dark ? 'dark' : 'light'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<div class="box">${bar}<div class="text">${html}</div></div>
<script>${mermaid}</script>
<script>mermaid.initialize({ startOnLoad: false, theme: '${theme}' }); mermaid.run().then(() => { document.title = 'drawn'; });</script>`;
}

function diffBlock(code: string): string {
  const lines = code
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const kind = line.startsWith('+')
        ? 'new'
        : line.startsWith('-')
          ? 'old'
          : line.startsWith('@@')
            ? 'head'
            : '';
      return `<span class="${kind}">${line}</span>`;
    });
  return `<pre class="diff">${lines.join('')}</pre>`;
}

/** As much of the look of GitHub as a picture needs. */
const STYLE = `
.light { --back: #fff; --text: #1f2328; --line: #d1d9e0; --raised: #f6f8fa; --old: #ffebe9; --oldtext: #82071e; --new: #dafbe1; --newtext: #116329; --head: #8250df; --link: #0969da; }
.dark { --back: #0d1117; --text: #f0f6fc; --line: #3d444d; --raised: #151b23; --old: #67060c; --oldtext: #ffdcd7; --new: #033a16; --newtext: #aff5b4; --head: #d2a8ff; --link: #4493f8; }
body { margin: 0; padding: 12px; background: var(--back); color: var(--text); font: 14px/1.5 "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif; }
.box { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.bar { padding: 8px 16px; background: var(--raised); border-bottom: 1px solid var(--line); }
.text { padding: 4px 16px 8px; }
h3 { font-size: 1.25em; margin: 16px 0 12px; line-height: 1.25; overflow-wrap: anywhere; }
a { color: var(--link); }
code, pre { font: 12px/1.45 "Liberation Mono", "DejaVu Sans Mono", monospace; }
code { background: color-mix(in srgb, var(--text) 12%, transparent); border-radius: 6px; padding: 2px 5px; overflow-wrap: break-word; white-space: break-spaces; }
pre { background: var(--raised); border-radius: 6px; padding: 12px; overflow: auto; margin: 8px 0; }
pre.mermaid { background: none; text-align: center; }
.diff span { display: block; padding: 0 6px; }
.diff .old { background: var(--old); color: var(--oldtext); }
.diff .new { background: var(--new); color: var(--newtext); }
.diff .head { color: var(--head); font-weight: 600; }
table { border-collapse: collapse; display: block; max-width: 100%; overflow: auto; width: max-content; margin: 0 0 12px; }
th, td { border: 1px solid var(--line); padding: 5px 12px; }
tr:nth-child(2n) td { background: var(--raised); }
details { margin: 8px 0; }
summary { cursor: pointer; }
p { margin: 0 0 12px; }
`;
