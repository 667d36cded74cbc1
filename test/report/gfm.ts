import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from 'parse5';

export type DomNode = DefaultTreeAdapterTypes.ChildNode;
export type DomParent = DefaultTreeAdapterTypes.ParentNode;
export type DomElement = DefaultTreeAdapterTypes.Element;

/**
 * GitHub flavoured Markdown as a browser would have it if nothing were taken out afterwards: HTML in the
 * Markdown is HTML, any address is a link.
 */
export function markdownDom(markdown: string): DomParent {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return parseFragment(html);
}

export function htmlDom(html: string): DomParent {
  return parse(html);
}

/** All nodes below one, in document order; with the elements they stand in. */
export function* nodesBelow(
  parent: DomParent,
  within: readonly DomElement[] = [],
): Generator<{ readonly node: DomNode; readonly within: readonly DomElement[] }> {
  for (const node of parent.childNodes) {
    yield { node, within };
    if (defaultTreeAdapter.isElementNode(node)) yield* nodesBelow(node, [...within, node]);
  }
}

export function elementsBelow(parent: DomParent, name?: string): readonly DomElement[] {
  return [...nodesBelow(parent)]
    .map(({ node }) => node)
    .filter((node) => defaultTreeAdapter.isElementNode(node))
    .filter((element) => name === undefined || element.tagName === name);
}

export function textOf(parent: DomParent): string {
  return [...nodesBelow(parent)]
    .map(({ node }) => (defaultTreeAdapter.isTextNode(node) ? node.value : ''))
    .join('');
}

/** The elements alone, as one text: nesting, names and attributes. Without code, of which prose may have any. */
export function structureOf(parent: DomParent): string {
  return parent.childNodes
    .map((node) => {
      if (!defaultTreeAdapter.isElementNode(node)) return '';
      if (node.tagName === 'code' && node.parentNode?.nodeName !== 'pre') return '';
      const attributes = node.attrs.map(({ name, value }) => ` ${name}=${value}`).join('');
      return `<${node.tagName}${attributes}>${structureOf(node)}</>`;
    })
    .join('');
}
