type Child = Node | string;

/**
 * A new element. Text becomes a text node and never HTML: there is no other way in this page to show a text.
 *
 * @param attributes plain attributes; none of them ever holds text from the data except `value` and `title`
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function textElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text: string,
): HTMLElementTagNameMap[Name] {
  return element(name, className === '' ? {} : { class: className }, text);
}

/** The element that the page's own HTML has under this id. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** `1,234`, as in the other reports. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 change`, `2 changes`. */
export function countOf(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}
