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
	'92c5b278-065a-5d14-93f7-218c7e4bb128',
	'b1d4a130-20d0-5959-9643-f8baa24ede4d',
	'a2218df8-b4fd-53ad-9b4c-d2852461382f',
	'6fe3cedd-3141-5f6e-a0d4-01eac5845a5b',
	'0b4f4a72-f1ed-569b-a821-1166be9dba69',
];

/** Node ids of the triggers. The editor replaces them on import; n8n's API and command line keep them. */
const NODE_IDS = [
	'fc3ecd23-5589-500a-8557-0b9c9dfb71d3',
	'b5bcdc28-9c75-55cc-a35d-9c9698dcb0a9',
	'd7f57ee3-3d51-54ff-b1fc-33f13f0c0151',
	'0c88376e-0cf5-5c1e-a1f4-1b0ec84fb067',
	'bbef39cf-d893-410c-8de2-8e4fd735dda6',
	'e7b23ef7-181f-5a97-8be7-58ceeb22a7ba',
	'cecc1990-f6be-5c2f-9982-40fd62b8f286',
	'ce232e8b-3bc6-5440-8276-7c20f9fd7028',
	'0f7b0436-cdf5-5de9-87be-d28833dc7515',
	'110e2957-1102-5496-9aac-61b1e4c29012',
];

const SHIPPED: ReadonlySet<string> = new Set([...WEBHOOK_IDS, ...NODE_IDS]);

/** Returns whether this id is in an example workflow of this package, in any case. */
export function isShippedId(id: string): boolean {
	return SHIPPED.has(id.toLowerCase());
}
