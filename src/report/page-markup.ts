/** The page's own HTML, between its head and its data. Nothing of it comes from a run. */
export const pageMarkup = `<main>
<header id="headline"></header>
<noscript><p>This report is drawn by the script inside it. Allow scripts for this file, or read plan.md or plan.json beside it.</p></noscript>
<div id="trouble"></div>
<div id="kinds"></div>
<section id="operations" aria-labelledby="operations-heading">
<h2 id="operations-heading" tabindex="-1">Operations</h2>
<div class="filters" role="search" aria-label="Filter the operations">
<fieldset id="actions"><legend class="only-heard">Action</legend></fieldset>
<select id="kind" aria-label="Kind"><option value="">all kinds</option></select>
<input id="text" type="search" aria-label="Text" placeholder="Name, attribute or value" autocomplete="off" spellcheck="false">
<label id="problems-label" class="choice" hidden><input id="problems" type="checkbox"> only with errors</label>
<button id="reset" type="button">Show all</button>
</div>
<div class="line">
<p id="found" role="status"></p>
<div class="folding"><button id="open-all" type="button">Unfold all</button><button id="close-all" type="button">Fold all</button></div>
</div>
<nav class="pages" aria-label="Pages, above the list" hidden><button type="button">Previous</button><label>Page <input type="number" min="1" inputmode="numeric"></label><span class="last"></span><button type="button">Next</button></nav>
<p id="nothing" hidden>No operation is like that. Choose another kind or action, or another text.</p>
<ol id="list"></ol>
<nav class="pages" aria-label="Pages, below the list" hidden><button type="button">Previous</button><label>Page <input type="number" min="1" inputmode="numeric"></label><span class="last"></span><button type="button">Next</button></nav>
</section>
<div id="reading"></div>
</main>
`;
