/** Creates and finds elements. Everything from outside is added to the page as text, never as markup. */

const SVG = 'http://www.w3.org/2000/svg';

type Child = Node | string | undefined | null | false | Child[];
type Property = string | boolean | undefined | ((event: Event) => unknown);

/** Returns the element with this id, which the markup of the page has. */
export function $(id: string): HTMLElement {
	const element = document.getElementById(id);
	if (!element) throw new Error(`The page has no element ${id}`);
	return element;
}

export function textArea(id: 'text' | 'desk-text'): HTMLTextAreaElement {
	return $(id) as HTMLTextAreaElement;
}

/**
 * Returns a new element. A property that begins with `on` is a listener; `undefined` and `false` leave it out, `true`
 * is an attribute without a value.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	properties: Readonly<Record<string, Property>> = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const node = document.createElement(tag);
	for (const [key, value] of Object.entries(properties)) {
		if (value === undefined || value === false) continue;
		if (typeof value === 'function') node.addEventListener(key.slice(2), value);
		else if (key === 'class') node.className = String(value);
		else node.setAttribute(key, value === true ? '' : value);
	}
	node.append(...shown(children));
	return node;
}

function shown(children: readonly Child[]): Array<Node | string> {
	return children.flatMap((child) => {
		if (Array.isArray(child)) return shown(child);
		return child === undefined || child === null || child === false ? [] : [child];
	});
}

/** Returns a drawing of the markup's collection, without its `i-`. */
export function icon(name: string): SVGElement {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', 'icon');
	svg.setAttribute('aria-hidden', 'true');
	const use = document.createElementNS(SVG, 'use');
	use.setAttribute('href', `#i-${name}`);
	svg.append(use);
	return svg;
}

export function setText(node: HTMLElement, text: string): void {
	if (node.textContent !== text) node.textContent = text;
}

const TOAST_MS = 3_500;
let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a short notice for a moment. */
export function toast(words: string): void {
	$('toast').textContent = words;
	$('toast').hidden = false;
	clearTimeout(toastTimer);
	toastTimer = setTimeout(() => ($('toast').hidden = true), TOAST_MS);
}
