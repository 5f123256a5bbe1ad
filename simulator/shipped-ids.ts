/**
 * The public ids of this package's example workflows. A link with one of them is not secret. A test compares the list
 * with `examples/`.
 */

/** `webhookId` of the triggers. n8n keeps it on import. */
const WEBHOOK_IDS = [
	'94c63727-cb9f-5588-8365-2ffdc9875983',
	'e4af6f6c-02d2-512d-81a5-2336109b233d',
	'025350d5-ab7c-562c-9441-1c478a6abb2a',
	'2884daf6-2137-584f-8af7-b0d6f6aec1e4',
	'be7ef16e-108f-4658-8261-a8f163a96582',
];

/** Node ids of the triggers. The editor replaces them on import; n8n's API and command line keep them. */
const NODE_IDS = [
	'fc3ecd23-5589-500a-8557-0b9c9dfb71d3',
	'b5bcdc28-9c75-55cc-a35d-9c9698dcb0a9',
	'd7f57ee3-3d51-54ff-b1fc-33f13f0c0151',
	'0c88376e-0cf5-5c1e-a1f4-1b0ec84fb067',
	'bbef39cf-d893-410c-8de2-8e4fd735dda6',
];

const SHIPPED: ReadonlySet<string> = new Set([...WEBHOOK_IDS, ...NODE_IDS]);

/** Returns whether this id is in an example workflow of this package, in any case. */
export function isShippedId(id: string): boolean {
	return SHIPPED.has(id.toLowerCase());
}
