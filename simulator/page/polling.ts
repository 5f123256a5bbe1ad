import type { PageState } from '../page-state';
import { absorb, takeAny } from './chat';
import { $, h, icon } from './elements';
import { page, type Customer, type Trouble } from './page-data';
import { redraw } from './redraw';
import { fetchEntries } from './wire';
import { t } from './words';

/** Polls the server for changes, and requests older lines. */

const POLL_MS = 1_000;
const CALM_POLL_MS = 3_000;
/** Time without a change after which the page polls less often, because each request costs n8n some work. */
const CALM_AFTER_MS = 120_000;

let polling: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Requests the changes since the last answer. Only one request runs at a time. */
export function poll(): Promise<void> {
	polling ??= askForNews().finally(() => (polling = undefined));
	return polling;
}

/** Requests the present state: an answer that is under way may be older. */
export async function pollNow(): Promise<void> {
	await polling;
	await poll();
}

export function pollSoon(ms: number): void {
	clearTimeout(timer);
	timer = setTimeout(() => void poll(), ms);
}

async function askForNews(): Promise<void> {
	clearTimeout(timer);
	try {
		let hasMore = true;
		while (hasMore) {
			const { era } = page;
			const { json, trouble } = await fetchEntries<PageState>({
				route: 'state',
				after: page.last,
				customers: page.active ? [page.active] : [],
			});
			if (era !== page.era) continue;
			showTrouble(trouble);
			if (json) {
				absorb(json);
				redraw();
			}
			hasMore = json?.more === true;
		}
	} finally {
		const isCalm = page.trouble !== undefined || Date.now() - page.changedAt > CALM_AFTER_MS;
		if (document.visibilityState === 'visible') pollSoon(isCalm ? CALM_POLL_MS : POLL_MS);
	}
}

export function showTrouble(trouble: Trouble | undefined): void {
	if (page.trouble === trouble) return;
	page.trouble = trouble;
	$('trouble').hidden = trouble === undefined;
	$('trouble').replaceChildren(...(trouble ? [icon('alert'), h('span', {}, t(trouble))] : []));
}

/** Requests one older part of a customer's chat, when the reader comes near to its first line. */
export async function askOlder(customer: Customer): Promise<void> {
	if (customer.isAsking || !customer.hasOlder || customer.oldest === undefined) return;
	customer.isAsking = true;
	const { era } = page;
	const { json } = await fetchEntries<Pick<PageState, 'entries' | 'more'>>({
		route: 'older',
		customer: customer.id,
		before: customer.oldest,
	});
	customer.isAsking = false;
	if (!json || era !== page.era) return;
	customer.hasOlder = json.more === true;
	for (const entry of json.entries) takeAny(entry, true);
	redraw();
}
